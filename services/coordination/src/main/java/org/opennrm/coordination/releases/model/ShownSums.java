package org.opennrm.coordination.releases.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.opennrm.coordination.releases.model.Timeline.Stretches;

/**
 * What adding and subtracting the shown counts of one series gives away. Seen on the line of time,
 * a shown count joins the two ends of its span; a stretch of time can be worked out when its ends
 * cancel out within each set of joined ends.
 */
final class ShownSums {

  private final int stretches;

  /** By which shown counts each stretch is seen. */
  private final List<BitSet> seen = new ArrayList<>();

  private final int[] joined;

  ShownSums(int stretches, List<Stretches> shown) {
    this.stretches = stretches;
    this.joined = new int[stretches + 1];
    for (var end = 0; end <= stretches; end++) {
      joined[end] = end;
    }
    for (var span : shown) {
      join(span.from(), span.until());
    }
    for (var stretch = 0; stretch < stretches; stretch++) {
      var by = new BitSet();
      for (var span = 0; span < shown.size(); span++) {
        by.set(span, shown.get(span).contain(stretch));
      }
      seen.add(by);
    }
  }

  /** Whether the count of exactly this part of time can be worked out. */
  boolean giveAway(BitSet part) {
    var balance = new int[stretches + 1];
    for (var stretch = part.nextSetBit(0); stretch >= 0; stretch = part.nextSetBit(stretch + 1)) {
      balance[setOf(stretch)]--;
      balance[setOf(stretch + 1)]++;
    }
    for (var each : balance) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * The parts of time that shown counts tell apart, each as small as they make it: what is left of
   * a year when its released months are taken away is such a part.
   */
  List<BitSet> parts() {
    var parts = new ArrayList<BitSet>();
    var placed = new BitSet();
    for (var first = 0; first < stretches; first++) {
      if (placed.get(first) || seen.get(first).isEmpty()) {
        continue;
      }
      var part = new BitSet();
      for (var other = first; other < stretches; other++) {
        if (seen.get(other).equals(seen.get(first))) {
          part.set(other);
        }
      }
      placed.or(part);
      parts.add(part);
    }
    return parts;
  }

  private void join(int one, int other) {
    joined[setOf(one)] = setOf(other);
  }

  private int setOf(int end) {
    var at = end;
    while (joined[at] != at) {
      at = joined[at];
    }
    return at;
  }
}
