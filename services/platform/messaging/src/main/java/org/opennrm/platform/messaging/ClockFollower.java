package org.opennrm.platform.messaging;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ClockMovedV1;
import org.opennrm.contracts.Feed;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.platform.policy.DomainClock;

/**
 * Lets the domain clock follow the sandbox's. Every instance of every service reads the one topic
 * from its beginning, so that all of them come to the same offset, whenever they start.
 */
@ApplicationScoped
public class ClockFollower {
  static final String TOPIC = Feed.CLOCK.topicOf("");

  private static final Logger LOG = Logger.getLogger(ClockFollower.class);
  private static final TopicPartition ONLY_PARTITION = new TopicPartition(TOPIC, 0);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final SandboxGuard guard;
  private final DomainClock clock;
  private final EventCodec codec;
  private final Map<String, Object> kafka;
  private volatile boolean ending;
  private volatile boolean caughtUp;
  private @Nullable Thread thread;
  private volatile @Nullable KafkaConsumer<String, String> reading;

  ClockFollower(
      SandboxGuard guard,
      DomainClock clock,
      EventCodec codec,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.guard = guard;
    this.clock = clock;
    this.codec = codec;
    this.kafka = kafka;
  }

  /** Whether the clock stands where the sandbox's stood when this service started, or later. */
  public boolean caughtUp() {
    return caughtUp;
  }

  void start(@Observes @Priority(StartOrder.CLOCK) StartupEvent event) {
    if (guard.isSandbox()) {
      thread = Thread.ofPlatform().daemon().name("nrm-clock").unstarted(this::run);
      // Kafka finds its login modules through it.
      thread.setContextClassLoader(ClockFollower.class.getClassLoader());
      thread.start();
    }
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    ending = true;
    var consumer = reading;
    if (consumer != null) {
      consumer.wakeup();
    }
    if (thread != null) {
      thread.join(Duration.ofSeconds(5));
    }
  }

  private void run() {
    while (!ending) {
      // Every instance reads everything.
      try (var consumer = GrouplessReader.open(kafka, "nrm-clock")) {
        reading = consumer;
        follow(consumer);
      } catch (RuntimeException e) {
        if (!ending) {
          LOG.debugf("The sandbox's clock cannot be read: %s", e.getClass().getName());
          rest();
        }
      }
    }
  }

  private void follow(KafkaConsumer<String, String> consumer) {
    consumer.assign(List.of(ONLY_PARTITION));
    consumer.seekToBeginning(List.of(ONLY_PARTITION));
    var end = consumer.endOffsets(List.of(ONLY_PARTITION)).getOrDefault(ONLY_PARTITION, 0L);
    while (!ending) {
      caughtUp = caughtUp || consumer.position(ONLY_PARTITION) >= end;
      for (var record : consumer.poll(Duration.ofMillis(500))) {
        moveTo(record.value());
      }
    }
  }

  private void moveTo(@Nullable String value) {
    try {
      var type = PublishedEvent.typeOf(ClockMovedV1.class);
      if (codec.read(type, value) instanceof ClockMovedV1 moved) {
        clock.moveTo(Duration.ofSeconds(moved.offsetSeconds()));
      }
    } catch (UnreadableEvent | ArithmeticException e) {
      LOG.warn("A record on " + TOPIC + " is no movement of the clock; it is skipped");
    }
  }

  private void rest() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ending = true;
    }
  }
}
