package org.opennrm.platform.messaging;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reading again what was read before. A wish stands in the database until it is done, so that no
 * restart forgets it; any instance of the service fulfils it, beside the reading of what is new.
 */
@ApplicationScoped
public class Replays {
  private static final int SHOWN = 50;

  private final Subscriptions subscriptions;
  private final ReplayStore store;
  private final Map<String, Integer> copies = new ConcurrentHashMap<>();
  private volatile Runnable wake = () -> {};

  Replays(Subscriptions subscriptions, ReplayStore store) {
    this.subscriptions = subscriptions;
    this.store = store;
  }

  /** What is still to be read and, behind it, what was read last. */
  public List<Replay> list() {
    return store.latest(SHOWN);
  }

  /** Whether the consumer's tables are being made anew and do not tell everything yet. */
  public boolean leavesIncomplete(String consumer) {
    return store.open().stream()
        .anyMatch(each -> each.consumer().equals(consumer) && each.leavesTablesIncomplete());
  }

  /**
   * Has the consumer read its topics again. What it took in before it forgets once more; what it
   * missed, for whatever reason, it takes in.
   *
   * @param since records that reached the broker at this moment or later; null for all
   * @throws NoSuchElementException when the service has no such consumer
   */
  public void again(String consumer, @Nullable Instant since) {
    var read = subscriptionsOf(consumer);
    QuarkusTransaction.requiringNew()
        .run(() ->
            read.forEach(each ->
                store.wish(consumer, each.topic(), since, ReplayStore.ASKED, TechnicalTime.now())));
    wake.run();
  }

  /**
   * Empties the consumer's tables and has them made again from its topics. Until that is done they
   * do not tell everything.
   *
   * @throws NoSuchElementException when the service has no such consumer
   * @throws IllegalArgumentException when its tables do not follow from its events alone
   */
  public void anew(String consumer) {
    var read = subscriptionsOf(consumer);
    if (!(read.getFirst().consumer() instanceof Projection projection)) {
      throw new IllegalArgumentException(consumer + " decides; only a projection can be made anew");
    }
    QuarkusTransaction.requiringNew()
        .run(() -> {
          read.forEach(each ->
              store.wish(consumer, each.topic(), null, ReplayStore.FORGOTTEN, TechnicalTime.now()));
          store.forget(consumer);
          projection.forget();
        });
    wake.run();
  }

  /**
   * A record told that it lies in a later copy of its topic than any before it. The copy is in
   * another order than the one that the group's offsets speak of, so it is read from its beginning.
   */
  void sawCopy(String consumer, String topic, int copy) {
    var key = consumer + ' ' + topic;
    if (copy <= copies.getOrDefault(key, 0)) {
      return;
    }
    var wished =
        QuarkusTransaction.requiringNew()
            .call(() -> store.wish(consumer, topic, null, "copy-" + copy, TechnicalTime.now()));
    copies.merge(key, copy, Math::max);
    if (wished) {
      wake.run();
    }
  }

  /** Who is to be told of a new wish. */
  void onWish(Runnable reader) {
    wake = reader;
  }

  private List<Subscriptions.Subscription> subscriptionsOf(String consumer) {
    var found = subscriptions.of(consumer);
    if (found.isEmpty()) {
      throw new NoSuchElementException("No consumer is called " + consumer);
    }
    return found;
  }
}
