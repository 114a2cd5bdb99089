package org.opennrm.shelter.placement;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jboss.logging.Logger;
import org.opennrm.contracts.ids.PlacementRef;
import org.opennrm.platform.messaging.Timers;

/** Strikes when offers have run out of time and when a place was kept long enough. */
@ApplicationScoped
class PlacementClock implements Timers {

  private static final Logger LOG = Logger.getLogger(PlacementClock.class);
  private static final int AT_ONCE = 100;

  private final PlacementStore store;
  private final SearchService searches;
  private volatile boolean stopped;

  @Inject
  PlacementClock(PlacementStore store, SearchService searches) {
    this.store = store;
    this.searches = searches;
  }

  @Override
  @Transactional
  public int due(Instant now) {
    return store.countDue(now);
  }

  /** Each placement in a transaction of its own: one that fails does not hold up the others. */
  @Scheduled(
      every = "1s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class)
  void strike() {
    try {
      strikeAll();
      stopped = false;
    } catch (RuntimeException e) {
      if (!stopped) {
        LOG.warnf("Clocks cannot strike: %s; tried again every second", e.getClass().getName());
      }
      stopped = true;
    }
  }

  private void strikeAll() {
    Set<PlacementRef> struck = new HashSet<>();
    var due = searches.due(AT_ONCE);
    while (struck.addAll(due)) {
      due.forEach(this::strike);
      due = searches.due(AT_ONCE);
    }
  }

  private void strike(PlacementRef placement) {
    try {
      searches.strike(placement);
    } catch (RuntimeException e) {
      // It is still due and will be struck again; its message may quote what no log may show.
      LOG.warnf("The clock of %s could not strike: %s", placement, e.getClass().getName());
    }
  }
}
