package org.opennrm.platform.messaging;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.opennrm.platform.messaging.Subscriptions.Subscription;

/**
 * Goes back for what the reading of what is new left behind. Fulfils the wishes to read a topic
 * again: a reader of its own, without a group, hands the records to the inbox, which forgets what
 * it has. The consumer's channel goes on meanwhile. And has the inbox look for what waits although
 * nothing keeps it.
 */
@ApplicationScoped
class ReplayReader {
  private static final Logger LOG = Logger.getLogger(Replays.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  private final Replays replays;
  private final ReplayStore store;
  private final Subscriptions subscriptions;
  private final Inbox inbox;
  private final Map<String, Object> kafka;
  private final Semaphore wishes = new Semaphore(0);
  private volatile boolean ending;
  private @Nullable Thread thread;

  ReplayReader(
      Replays replays,
      ReplayStore store,
      Subscriptions subscriptions,
      Inbox inbox,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.replays = replays;
    this.store = store;
    this.subscriptions = subscriptions;
    this.inbox = inbox;
    this.kafka = kafka;
  }

  void start(@Observes @Priority(StartOrder.CLOCK) StartupEvent event) {
    replays.onWish(wishes::release);
    thread = Thread.ofPlatform().daemon().name("nrm-replay").unstarted(this::run);
    // Kafka finds its login modules through it.
    thread.setContextClassLoader(ReplayReader.class.getClassLoader());
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    ending = true;
    wishes.release();
    if (thread != null) {
      thread.join(Duration.ofSeconds(5));
    }
  }

  private void run() {
    while (!ending) {
      try {
        for (var wish : store.open()) {
          fulfil(wish);
        }
        inbox.takeForgotten();
      } catch (StoppedTaking e) {
        return;
      } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
        // The broker or the database is away; the wish stands, and others tell of the trouble.
        LOG.debugf("A topic cannot be read again yet: %s", Blame.nameOf(e));
      }
      rest();
    }
  }

  private void fulfil(Replay wish) {
    var subscription = subscriptions.of(wish.consumer(), wish.topic());
    var records = 0L;
    if (subscription.isPresent()) {
      records = read(subscription.get(), wish.since());
      if (ending) {
        return;
      }
      LOG.infof(
          "%s has read %s again (%s): %d records",
          wish.consumer(), wish.topic(), wish.because(), records);
    }
    var read = records;
    QuarkusTransaction.requiringNew().run(() -> store.done(wish, read, TechnicalTime.now()));
  }

  /** From the moment on, up to where the topic ends now. */
  private long read(Subscription subscription, @Nullable Instant since) {
    try (var reader = GrouplessReader.open(kafka, "nrm-replay")) {
      var partitions =
          reader.partitionsFor(subscription.topic()).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      reader.assign(partitions);
      var ends = reader.endOffsets(partitions);
      begin(reader, partitions, since, ends);
      var records = 0L;
      while (!ending && isBefore(reader, ends)) {
        var polled = reader.poll(Duration.ofMillis(500));
        take(subscription, polled);
        records += polled.count();
      }
      return records;
    }
  }

  private static void begin(
      KafkaConsumer<String, String> reader,
      Collection<TopicPartition> partitions,
      @Nullable Instant since,
      Map<TopicPartition, Long> ends) {
    if (since == null) {
      reader.seekToBeginning(partitions);
      return;
    }
    var moments = new HashMap<TopicPartition, Long>();
    partitions.forEach(each -> moments.put(each, since.toEpochMilli()));
    reader
        .offsetsForTimes(moments)
        .forEach((partition, found) ->
            reader.seek(partition, found == null ? ends.get(partition) : found.offset()));
  }

  private static boolean isBefore(
      KafkaConsumer<String, String> reader, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue());
  }

  private void take(Subscription subscription, ConsumerRecords<String, String> polled) {
    if (polled.isEmpty()) {
      return;
    }
    if (subscription.inBatches()) {
      inbox.takeAgain(subscription.consumer(), polled);
    } else {
      polled.forEach(each -> inbox.takeAgain(subscription.consumer(), each));
    }
  }

  private void rest() {
    try {
      if (wishes.tryAcquire(BETWEEN_LOOKS.toNanos(), TimeUnit.NANOSECONDS)) {
        wishes.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ending = true;
    }
  }
}
