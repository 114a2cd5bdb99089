package org.opennrm.platform.messaging;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.commit.ContextHolder;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.smallrye.reactive.messaging.kafka.commit.KafkaThrottledLatestProcessedCommit;
import io.vertx.core.Context;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.function.BiConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * The connector's throttled commits, which do not give a channel up because of a broker that cannot
 * answer. At the first record of a partition they ask the broker how far the group had come; a
 * broker that is away, or that has not learned yet who may ask, ended the channel for good, and
 * with it everything that its consumer should have heard of.
 */
final class PatientCommit extends ContextHolder implements KafkaCommitHandler {
  static final String NAME = "patient";

  private static final Logger LOG = Logger.getLogger(PatientCommit.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final KafkaThrottledLatestProcessedCommit commits;
  private final String channel;
  private volatile boolean waiting;

  private PatientCommit(KafkaThrottledLatestProcessedCommit commits, Vertx vertx, String channel) {
    super(vertx, commits.getTimeoutInMillis());
    this.commits = commits;
    this.channel = channel;
  }

  @Override
  public <K, V> Uni<IncomingKafkaRecord<K, V>> received(IncomingKafkaRecord<K, V> record) {
    return commits
        .received(record)
        .onFailure(PatientCommit::isTheBrokers)
        .invoke(this::waits)
        .onFailure(PatientCommit::isTheBrokers)
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely()
        .onItem()
        .invoke(this::goesOn);
  }

  /** What the client says when this service is stopping is no trouble of the broker's. */
  private static boolean isTheBrokers(Throwable failure) {
    return failure instanceof KafkaException
        && !(failure instanceof InterruptException || failure instanceof WakeupException);
  }

  private void waits(Throwable failure) {
    if (!waiting) {
      waiting = true;
      LOG.warnf(
          "%s waits: the broker does not say how far it had come (%s)",
          channel, Blame.nameOf(failure));
    }
  }

  private void goesOn() {
    if (waiting) {
      waiting = false;
      LOG.infof("%s goes on", channel);
    }
  }

  @Override
  public void capture(Context context) {
    super.capture(context);
    commits.capture(context);
  }

  @Override
  public <K, V> Multi<IncomingKafkaRecord<K, V>> decorateStream(
      Multi<IncomingKafkaRecord<K, V>> consumed) {
    return commits.decorateStream(consumed);
  }

  @Override
  public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> record) {
    return commits.handle(record);
  }

  @Override
  public void partitionsAssigned(Collection<TopicPartition> partitions) {
    commits.partitionsAssigned(partitions);
  }

  @Override
  public void partitionsRevoked(Collection<TopicPartition> partitions) {
    commits.partitionsRevoked(partitions);
  }

  @Override
  public void terminate(boolean graceful) {
    commits.terminate(graceful);
  }

  /** Where the connector finds it, as {@code commit-strategy}. */
  @Singleton
  @Identifier(NAME)
  static class Factory implements KafkaCommitHandler.Factory {
    private final KafkaThrottledLatestProcessedCommit.Factory throttled;

    Factory(@Identifier(Strategy.THROTTLED) KafkaThrottledLatestProcessedCommit.Factory throttled) {
      this.throttled = throttled;
    }

    @Override
    public KafkaCommitHandler create(
        KafkaConnectorIncomingConfiguration config,
        Vertx vertx,
        KafkaConsumer<?, ?> consumer,
        BiConsumer<Throwable, Boolean> reportFailure) {
      return new PatientCommit(
          throttled.create(config, vertx, consumer, reportFailure), vertx, config.getChannel());
    }
  }
}
