package org.opennrm.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How many waited, moment by moment, told afterwards from when each began to wait and when it
 * ended. Nothing is asked while it is measured.
 */
final class Backlog {

  private Backlog() {}

  /** So long after the first moment, so many waited. */
  record Waiting(double seconds, long count) {}

  /**
   * @param began when each began to wait
   * @param ended when the waits that ended did; in any order
   */
  static List<Waiting> over(
      List<Instant> began, List<Instant> ended, Instant from, Instant until, Duration every) {
    List<Instant> starts = began.stream().sorted().toList();
    List<Instant> ends = ended.stream().sorted().toList();
    List<Waiting> waiting = new ArrayList<>();
    int started = 0;
    int over = 0;
    for (Instant now = from; !now.isAfter(until); now = now.plus(every)) {
      while (started < starts.size() && !starts.get(started).isAfter(now)) {
        started++;
      }
      while (over < ends.size() && !ends.get(over).isAfter(now)) {
        over++;
      }
      waiting.add(new Waiting(Duration.between(from, now).toMillis() / 1e3, started - over));
    }
    return waiting;
  }

  /** The last count at or before a moment; nobody waited before the first. */
  static long at(List<Waiting> waiting, double seconds) {
    return waiting.stream()
        .filter(each -> each.seconds() <= seconds)
        .reduce((_, later) -> later)
        .map(Waiting::count)
        .orElse(0L);
  }
}
