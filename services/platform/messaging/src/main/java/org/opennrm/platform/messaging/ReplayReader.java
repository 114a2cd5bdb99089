package org.opennrm.platform.messaging;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.opennrm.platform.messaging.Subscriptions.Subscription;

/**
 * Goes back for what the reading of what is new left behind, while the consumers' channels go on:
 * what a database that was set back does not know any longer, what somebody wishes to be read
 * again, and what waits in the inbox although nothing keeps it.
 */
@ApplicationScoped
class ReplayReader {
  private static final Logger LOG = Logger.getLogger(Replays.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  private final Replays replays;
  private final ReplayStore store;
  private final Subscriptions subscriptions;
  private final TopicReader reader;
  private final TakenInVain takenInVain;
  private final ReadingMarks marks;
  private final Inbox inbox;
  private final Semaphore wishes = new Semaphore(0);
  private volatile boolean ending;
  private @Nullable Thread thread;

  ReplayReader(
      Replays replays,
      ReplayStore store,
      Subscriptions subscriptions,
      TopicReader reader,
      TakenInVain takenInVain,
      ReadingMarks marks,
      Inbox inbox) {
    this.replays = replays;
    this.store = store;
    this.subscriptions = subscriptions;
    this.reader = reader;
    this.takenInVain = takenInVain;
    this.marks = marks;
    this.inbox = inbox;
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
    var toCompare = new ArrayDeque<>(subscriptions.all());
    while (!ending) {
      try {
        goBack(toCompare);
      } catch (StoppedTaking e) {
        return;
      } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
        // The broker or the database is away; what is to be done stands, and others tell of it.
        LOG.debugf("A topic cannot be read again yet: %s", Blame.nameOf(e));
      }
      rest();
    }
  }

  private void goBack(Deque<Subscription> toCompare) {
    inbox.takeForgotten();
    // Before the first mark is written: it would hide what this database was set back behind.
    while (!toCompare.isEmpty() && takenInVain.takeInAgain(toCompare.element())) {
      toCompare.remove();
    }
    if (toCompare.isEmpty()) {
      marks.write();
    }
    for (var wish : store.open()) {
      fulfil(wish);
    }
  }

  private void fulfil(Replay wish) {
    var subscription = subscriptions.of(wish.consumer(), wish.topic());
    var records = 0L;
    if (subscription.isPresent()) {
      var since = wish.since();
      var read =
          since == null
              ? reader.readAll(subscription.get())
              : reader.readSince(subscription.get(), since);
      if (!read.complete()) {
        return;
      }
      records = read.records();
      LOG.infof(
          "%s has read %s again (%s): %d records",
          wish.consumer(), wish.topic(), wish.because(), records);
    }
    var all = records;
    QuarkusTransaction.requiringNew().run(() -> store.done(wish, all, TechnicalTime.now()));
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
