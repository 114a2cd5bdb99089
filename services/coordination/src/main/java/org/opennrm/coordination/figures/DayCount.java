package org.opennrm.coordination.figures;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Counts the days of which something was told, so that figures need not. It only makes them fast:
 * what is not counted yet they count themselves.
 */
@ApplicationScoped
class DayCount {

  private static final Logger LOG = Logger.getLogger(DayCount.class);

  /** Facts for one transaction, about: days are whole. What comes at once takes several. */
  private static final int MANY = 50_000;

  /**
   * A day that persons are still told of is counted whole each time, so the rest grows with it;
   * until then figures read its persons themselves. After a bulk there is nothing to rest for.
   */
  private static final int RESTS_FOR = 20;

  private static final Duration LONGEST_REST = Duration.ofMinutes(1);

  private final EntityManager entities;
  private volatile long restsUntil = System.nanoTime();

  @Inject
  DayCount(EntityManager entities) {
    this.entities = entities;
  }

  /** While the database is away nothing is told either. */
  @Scheduled(
      every = "5s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class)
  void count() {
    var began = System.nanoTime();
    try {
      if (began - restsUntil < 0 && !isFarBehind()) {
        return;
      }
      if (!countedABulk()) {
        var ended = System.nanoTime();
        restsUntil = ended + Math.min(RESTS_FOR * (ended - began), LONGEST_REST.toNanos());
      }
    } catch (RuntimeException e) {
      LOG.debugf("Days cannot be counted: %s", e.getClass().getName());
    }
  }

  /** All that is to be counted; a bulk is more than is told in a few minutes of work. */
  private boolean countedABulk() {
    var transactions = 0;
    int counted;
    do {
      counted = QuarkusTransaction.requiringNew().call(this::some);
      transactions++;
      LOG.debugf("Counted the days of %d facts", counted);
    } while (counted >= MANY);
    return transactions > 1;
  }

  /**
   * Whether so much was told at once that whoever asked for a figure now would count for longer
   * than it takes to have it counted.
   */
  boolean isFarBehind() {
    return QuarkusTransaction.joiningExisting().call(this::hasManyToCount);
  }

  private boolean hasManyToCount() {
    return (boolean)
        entities
            .createNativeQuery(
                "select count(*) = :many from (select from person_to_count limit :many) told")
            .setParameter("many", MANY)
            .getSingleResult();
  }

  private int some() {
    return ((Number)
            entities
                .createNativeQuery("select count_days(:many)")
                .setParameter("many", MANY)
                .getSingleResult())
        .intValue();
  }
}
