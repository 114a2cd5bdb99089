package org.opennrm.platform.messaging;

import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.acl.AclPermissionType.ALLOW;
import static org.apache.kafka.common.acl.AclPermissionType.DENY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.opennrm.platform.messaging.Samples.aCase;
import static org.opennrm.platform.messaging.Samples.partitionOf;
import static org.opennrm.platform.messaging.Samples.sought;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Infra;

/**
 * No reader is given up for what the broker does: one that comes up with nothing answers before it
 * has learned who may ask what.
 */
@QuarkusTest
@QuarkusTestResource(Infra.class)
class ReaderTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String TOPIC = "nrm.shelter";

  @Inject PlacementsConsumer consumer;
  @Inject MeterRegistry meters;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String broker;

  private final Heard heard = new Heard();
  private Admin admin;

  @BeforeEach
  void begin() {
    admin = Admin.create(Map.of("bootstrap.servers", broker));
    Logger.getLogger(PatientCommit.class.getName()).addHandler(heard);
  }

  @AfterEach
  void end() throws ExecutionException, InterruptedException {
    Logger.getLogger(PatientCommit.class.getName()).removeHandler(heard);
    admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
    admin.close();
  }

  @Test
  void aReaderWhomTheBrokerDoesNotTellItsPlaceWaitsAndGoesOn()
      throws ExecutionException, InterruptedException {
    var another = aCase();
    var caseRef =
        Stream.generate(Samples::aCase)
            .filter(each -> partitionOf(each) != partitionOf(another))
            .findFirst()
            .orElseThrow();
    readersComeToTheirPartitionsAnew();
    try (var shelter = Feed.of("shelter")) {
      shelter.publish(sought(another, 1));
      await().atMost(SOON).untilAsserted(() -> assertThat(consumer.taken(another)).hasSize(1));
      admin.createAcls(rules(Map.of(READ, ALLOW, WRITE, ALLOW, DESCRIBE, DENY))).all().get();
      shelter.publish(sought(caseRef, 1));
      await().atMost(SOON).untilAsserted(() -> assertThat(heard.lines).isNotEmpty());
      assertThat(consumer.taken(caseRef)).isEmpty();

      admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
      shelter.publish(sought(caseRef, 2));
    }

    await().atMost(SOON).untilAsserted(() -> assertThat(consumer.taken(caseRef)).hasSize(2));
    assertThat(heard.lines)
        .anySatisfy(line -> assertThat(line).contains("placements").contains("waits"));
    // Another reader may have come to the partition first; who waited goes on all the same.
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(heard.lines).anySatisfy(line -> assertThat(line).contains("goes on")));
  }

  /**
   * A guest takes partitions and leaves, so that no reader knows any longer how far it had come.
   */
  private void readersComeToTheirPartitionsAnew() {
    Readers.awaitAll(broker);
    try (var guest =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker, "group.id", Readers.GROUP),
            new StringDeserializer(),
            new StringDeserializer())) {
      guest.subscribe(List.of(TOPIC));
      await()
          .atMost(SOON)
          .until(() -> guest.poll(Duration.ofMillis(100)) != null && !guest.assignment().isEmpty());
    }
    Readers.awaitAll(broker);
  }

  private static Collection<AclBinding> rules(Map<AclOperation, AclPermissionType> rules) {
    var topic = new ResourcePattern(ResourceType.TOPIC, TOPIC, PatternType.LITERAL);
    return rules.entrySet().stream()
        .map(rule ->
            new AclBinding(
                topic, new AccessControlEntry("User:*", "*", rule.getKey(), rule.getValue())))
        .toList();
  }

  /** A consumer that does without the inbox, and lets a failure out. */
  @ApplicationScoped
  static class GivesUp {
    static final String TOPIC = "nrm.shelter.facts";

    @Incoming("gives-up")
    void on(String received) {
      throw new IllegalStateException("as the test wants it");
    }
  }

  private static final class Heard extends Handler {
    private static final PatternFormatter AS_WRITTEN = new PatternFormatter("%s");

    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord line) {
      lines.add(AS_WRITTEN.format(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
