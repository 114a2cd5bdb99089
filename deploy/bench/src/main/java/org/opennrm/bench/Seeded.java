package org.opennrm.bench;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Random streams that follow from the run's seed, a purpose and a number. What one call draws does
 * not depend on when other calls happen.
 */
public final class Seeded {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Seeded() {}

  public static RandomGenerator stream(long seed, String purpose, int number) {
    return new SplittableRandom((seed * 31 + purpose.hashCode()) * GOLDEN + number);
  }
}
