package org.opennrm.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.opennrm.platform.messaging.Samples.CASES;
import static org.opennrm.platform.messaging.Samples.PARTITIONS;
import static org.opennrm.platform.messaging.Samples.aCase;
import static org.opennrm.platform.messaging.Samples.sought;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.platform.messaging.PlacementsConsumer.Taken;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Infra;

@QuarkusTest
@QuarkusTestResource(Infra.class)
class ConsumerTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @Inject PlacementsConsumer consumer;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String broker;

  @BeforeEach
  void everyPartitionHasItsReader() {
    Readers.awaitAll(broker);
  }

  @AfterEach
  void nobodyIsHeldAnyLonger() {
    consumer.goOn();
  }

  @Test
  void aCasesSecondEventWaitsForItsFirstWhileOtherCasesMove() {
    var slow = aCase();
    var others =
        Stream.generate(Samples::aCase)
            .filter(each -> memberOf(each) != memberOf(slow))
            .limit(6)
            .toList();
    consumer.hold(slow);
    try (var shelter = Feed.of("shelter")) {
      shelter.publish(sought(slow, 1), sought(slow, 2), sought(slow, 3));
      for (var other : others) {
        shelter.publish(sought(other, 1), sought(other, 2));
      }
      await()
          .atMost(SOON)
          .untilAsserted(() ->
              assertThat(others)
                  .allSatisfy(other -> assertThat(numbers(other)).containsExactly(1L, 2L)));
      assertThat(consumer.taken(slow)).isEmpty();

      consumer.goOn();
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(numbers(slow)).containsExactly(1L, 2L, 3L));
    }
  }

  @Test
  void aBurstOfCasesIsTakenInInOrderWhateverIsDeliveredTwice() {
    var cases = Stream.generate(Samples::aCase).limit(40).toList();
    try (var shelter = Feed.of("shelter")) {
      for (var position = 1; position <= 5; position++) {
        for (var each : cases) {
          var record = shelter.record(position, sought(each, position));
          shelter.send(record);
          if (position % 2 == 0) {
            shelter.send(record);
          }
        }
      }
    }
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(cases)
                .allSatisfy(each ->
                    assertThat(numbers(each))
                        .isEqualTo(IntStream.rangeClosed(1, 5).asLongStream().boxed().toList())));
  }

  @Test
  void theTraceGoesThroughTheConsumerIntoWhatItPublishes() {
    var caseRef = aCase();
    var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    try (var shelter = Feed.of("shelter")) {
      shelter.send(
          Feed.put(
              shelter.record(1, sought(caseRef, 1)),
              "traceparent",
              "00-" + trace + "-00f067aa0ba902b7-01"));
    }
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(consumer.taken(caseRef)).extracting(Taken::traceId).containsExactly(trace));
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(Feed.readAbout(CASES, caseRef.value()))
                .singleElement()
                .satisfies(
                    record -> assertThat(record.headers().get("traceparent")).contains(trace)));
  }

  private List<Long> numbers(CaseRef caseRef) {
    return consumer.taken(caseRef).stream().map(Taken::number).toList();
  }

  /** Which member of the group reads the case's partition; ranges go to members. */
  private static int memberOf(CaseRef caseRef) {
    return Samples.partitionOf(caseRef) / (PARTITIONS / Readers.MEMBERS);
  }
}
