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
import org.jboss.logging.Logger;
import org.opennrm.shelter.placement.model.Placement;

/** What monitoring sees of placements: how many are in which state, and how many came to it. */
@ApplicationScoped
class PlacementFigures {

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
      show(QuarkusTransaction.requiringNew().call(store::countNotOver));
    } catch (RuntimeException e) {
      LOG.debugf("Placements cannot be counted: %s", e.getClass().getName());
    }
  }

  private void show(Map<String, Long> counted) {
    byState.register(
        counted.entrySet().stream()
            .<Row<?>>map(each -> Row.of(Tags.of("state", each.getKey()), each.getValue()))
            .toList(),
        true);
  }
}
