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

  /** Facts for one transaction; what comes at once after a long silence takes several. */
  private static final int MOST = 20_000;

  /**
   * A day that persons are still told of is counted whole each time, so the rest grows with it;
   * until then figures read its persons themselves.
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
    if (began - restsUntil < 0) {
      return;
    }
    try {
      while (QuarkusTransaction.requiringNew().call(this::some) == MOST) {
        LOG.debugf("Counted the days of %d facts", MOST);
      }
    } catch (RuntimeException e) {
      LOG.debugf("Days cannot be counted: %s", e.getClass().getName());
    }
    var ended = System.nanoTime();
    restsUntil = ended + Math.min(RESTS_FOR * (ended - began), LONGEST_REST.toNanos());
  }

  private int some() {
    return ((Number)
            entities
                .createNativeQuery("select count_days(:most)")
                .setParameter("most", MOST)
                .getSingleResult())
        .intValue();
  }
}
