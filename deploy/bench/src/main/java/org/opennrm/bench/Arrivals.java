package org.opennrm.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * When each call is meant to start, counted from the beginning, in order. It is fixed before the
 * first call is made, so no answer can move it: this is what makes the load an open model.
 */
final class Arrivals {

  private final long[] nanos;
  private final Duration length;

  private Arrivals(long[] nanos, Duration length) {
    this.nanos = nanos;
    this.length = length;
  }

  /** Calls at equal distances, the first at once. */
  static Arrivals even(int count, Duration length) {
    long[] nanos = new long[count];
    for (int i = 0; i < count; i++) {
      nanos[i] = Math.round((double) length.toNanos() * i / count);
    }
    return new Arrivals(nanos, length);
  }

  /**
   * Calls of people who do not know of each other: a Poisson process, given that exactly so many
   * fall into the time. So the intended rate is kept exactly and bunches still happen.
   */
  static Arrivals random(int count, Duration length, RandomGenerator random) {
    long[] nanos = new long[count];
    for (int i = 0; i < count; i++) {
      nanos[i] = random.nextLong(Math.max(1, length.toNanos()));
    }
    Arrays.sort(nanos);
    return new Arrivals(nanos, length);
  }

  /** These, and the others right after. */
  Arrivals then(Arrivals next) {
    long[] both = Arrays.copyOf(nanos, nanos.length + next.nanos.length);
    for (int i = 0; i < next.nanos.length; i++) {
      both[nanos.length + i] = length.toNanos() + next.nanos[i];
    }
    return new Arrivals(both, length.plus(next.length));
  }

  int count() {
    return nanos.length;
  }

  Duration length() {
    return length;
  }

  Duration at(int call) {
    return Duration.ofNanos(nanos[call]);
  }
}
