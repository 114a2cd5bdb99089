package org.opennrm.platform.testkit;

import java.util.List;

/**
 * Chance that repeats itself: the same seed throws the same numbers on every machine. Cheap enough
 * to give each step of a simulation dice of its own.
 */
public final class Dice {
  private long state;

  public Dice(long seed) {
    state = seed;
  }

  /** Any number; each throw is another one (SplitMix64). */
  public long next() {
    state += 0x9E3779B97F4A7C15L;
    var mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** From 0 to below the bound. */
  public int below(int bound) {
    return (int) Long.remainderUnsigned(next(), bound);
  }

  public boolean oneIn(int count) {
    return below(count) == 0;
  }

  public <T> T any(List<T> from) {
    return from.get(below(from.size()));
  }
}
