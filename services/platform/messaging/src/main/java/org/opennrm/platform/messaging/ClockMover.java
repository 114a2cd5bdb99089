package org.opennrm.platform.messaging;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.opennrm.contracts.ClockMovedV1;
import org.opennrm.platform.policy.DomainClock;

/**
 * Moves the sandbox's clock, for every service at once: forward only, a day at most in one step,
 * and never outside a sandbox. Whoever steps waits in between until every service has settled.
 */
@ApplicationScoped
public class ClockMover {
  private static final Duration LONGEST_STEP = Duration.ofDays(1);

  private final SandboxGuard guard;
  private final ClockFollower follower;
  private final DomainClock clock;
  private final EventCodec codec;
  private final Map<String, Object> kafka;

  ClockMover(
      SandboxGuard guard,
      ClockFollower follower,
      DomainClock clock,
      EventCodec codec,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.guard = guard;
    this.follower = follower;
    this.clock = clock;
    this.codec = codec;
    this.kafka = kafka;
  }

  /**
   * Announces the new offset; it has come here too when this returns, elsewhere soon after.
   *
   * @throws IllegalStateException outside a sandbox, or before this service knows the offset that
   *     the sandbox stands at
   * @throws IllegalArgumentException for a step backwards or of more than a day
   */
  public void move(Duration newOffset) {
    if (!guard.isSandbox()) {
      throw new IllegalStateException("Only a sandbox's clock can be moved");
    }
    if (!follower.caughtUp()) {
      throw new IllegalStateException("The sandbox's clock has not been read yet");
    }
    var step = newOffset.minus(clock.offset());
    if (step.isNegative() || step.compareTo(LONGEST_STEP) > 0) {
      throw new IllegalArgumentException("The clock moves forward, a day at most in one step");
    }
    announce(new ClockMovedV1(newOffset.toSeconds(), TechnicalTime.now()));
    clock.moveTo(Duration.ofSeconds(newOffset.toSeconds()));
  }

  private void announce(ClockMovedV1 moved) {
    var settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "nrm-clock-mover");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000);
    var record =
        Envelope.record(
            EventId.next().toString(),
            ClockFollower.TOPIC,
            moved.subject(),
            codec.typeOf(moved),
            moved.movedAt(),
            codec.write(moved),
            TraceOfEvent.current());
    // The clock moves seldom; a producer of its own would idle for days.
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(record).get(10, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("The sandbox's clock could not be announced", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped while announcing the sandbox's clock", e);
    }
  }
}
