package org.opennrm.bench;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Times of one kind, kept to three digits; many threads may record at once. */
final class Latencies {

  /** In milliseconds; all zero where nothing was recorded. */
  record Summary(long count, double p50, double p95, double p99, double max) {}

  private final Histogram micros = new ConcurrentHistogram(3);

  /** A time before the intended start, which only a moved clock can give, counts as none. */
  void record(long nanos) {
    micros.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos)));
  }

  Summary summary() {
    return new Summary(
        micros.getTotalCount(),
        millis(micros.getValueAtPercentile(50)),
        millis(micros.getValueAtPercentile(95)),
        millis(micros.getValueAtPercentile(99)),
        millis(micros.getMaxValue()));
  }

  private static double millis(long micros) {
    return micros / 1000.0;
  }
}
