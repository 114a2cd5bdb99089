package org.opennrm.bench;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.opennrm.local.Installation;

/**
 * What each of so many cases or needs cost, with all that followed from it.
 *
 * @param of how many
 * @param processorMillis of each process and of the driver
 * @param counted statements, transactions, bytes and flushes; see {@link Usage}
 * @param idlePerSecond what was counted in a second in which nobody asked anything; part of the
 *     others
 * @param memory MiB that each process kept at the end
 */
record Costs(
    int of,
    Map<String, Double> processorMillis,
    Map<String, Double> counted,
    Map<String, Double> idlePerSecond,
    Map<String, Long> memory) {

  private static final int IDLE_SECONDS = 4;

  /** What a second costs in which nobody asks anything. */
  record Idle(Map<String, Double> perSecond) {}

  static Idle idle(Site site) {
    Usage before = site.meter().soFar();
    long began = System.nanoTime();
    LockSupport.parkNanos(Duration.ofSeconds(IDLE_SECONDS).toNanos());
    Usage after = site.meter().soFar();
    double seconds = (System.nanoTime() - began) / 1e9;
    Map<String, Double> perSecond = after.perCall(before, 1);
    perSecond.replaceAll((_, counted) -> counted / seconds);
    return new Idle(perSecond);
  }

  static Begun begin(Site site) {
    Installation installation = site.installation();
    return new Begun(site, CpuTime.soFar(installation), site.meter().soFar());
  }

  /** Readings at the beginning. */
  record Begun(Site site, CpuTime processors, Usage usage) {

    Costs upToNow(Idle idle, int calls) {
      CpuTime now = CpuTime.soFar(site.installation());
      return new Costs(
          calls,
          now.perCall(processors, calls),
          site.meter().soFar().perCall(usage, calls),
          idle.perSecond(),
          Memory.of(site.installation()));
    }
  }

  /** Together, the driver's own left out. */
  double systemMillis() {
    return processorMillis.entrySet().stream()
        .filter(each -> !each.getKey().equals(CpuTime.DRIVER))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }
}
