package org.opennrm.shelter.placement;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.opennrm.shelter.placement.model.Placement;

/** What monitoring sees of placements: how many are in which state, and how many came to it. */
@ApplicationScoped
class PlacementFigures {

  /** Placements in these only ever become more; the counter of steps says how many came to them. */
  private static final Set<String> OVER = Set.of("left", "withdrawn");

  private static final Logger LOG = Logger.getLogger(PlacementFigures.class);

  private final PlacementStore store;
  private final MeterRegistry meters;
  private final MultiGauge byState;

  @Inject
  PlacementFigures(PlacementStore store, MeterRegistry meters) {
    this.store = store;
    this.meters = meters;
    this.byState =
        MultiGauge.builder("nrm.shelter.placements")
            .description("Placements that are not over, by state")
            .register(meters);
  }

  void moved(Placement next) {
    meters.counter("nrm.shelter.steps", "to", PlacementStore.STATES.nameOf(next)).increment();
  }

  /** While the database is away the figures stay what they were. */
  @Scheduled(
      every = "15s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class)
  void count() {
    try {
      show(QuarkusTransaction.requiringNew().call(store::countByState));
    } catch (RuntimeException e) {
      LOG.debugf("Placements cannot be counted: %s", e.getClass().getName());
    }
  }

  private void show(Map<String, Long> counted) {
    byState.register(
        PlacementStore.STATES.names().stream()
            .filter(state -> !OVER.contains(state))
            .<Row<?>>map(state -> Row.of(Tags.of("state", state), counted.getOrDefault(state, 0L)))
            .toList(),
        true);
  }
}
