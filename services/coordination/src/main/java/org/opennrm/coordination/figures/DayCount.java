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
   * With so many facts at once the tables are no longer what the database knows of them. It would
   * count by a plan for small tables, which reads them whole for each case: minutes, not seconds.
   */
  private static final int NOT_FEW = 10_000;

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
    if (toCountAreAtLeast(NOT_FEW)) {
      QuarkusTransaction.requiringNew().run(this::lookAtTablesAnew);
    }
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
    return toCountAreAtLeast(MANY);
  }

  private boolean toCountAreAtLeast(int facts) {
    return QuarkusTransaction.joiningExisting()
        .call(() ->
            (boolean)
                entities
                    .createNativeQuery(
                        "select count(*) = :facts from (select from person_to_count limit :facts) told")
                    .setParameter("facts", facts)
                    .getSingleResult());
  }

  private void lookAtTablesAnew() {
    entities
        .createNativeQuery(
            "analyze person_in_need, person_presumed, person_placed, need_unmet, person_to_count")
        .executeUpdate();
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
