package org.opennrm.bench;

import java.util.List;

/** A figure that was measured several times: the middle one and the range, never the best. */
record Repeated(List<Double> each, double median, double least, double most) {

  static Repeated of(List<Double> each) {
    if (each.isEmpty()) {
      return new Repeated(List.of(), Double.NaN, Double.NaN, Double.NaN);
    }
    List<Double> sorted = each.stream().sorted().toList();
    int middle = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return new Repeated(List.copyOf(each), median, sorted.getFirst(), sorted.getLast());
  }

  /** Round by round, so that what slowed one round down slows both sides. */
  static Repeated ratio(List<Double> ours, List<Double> floors) {
    return of(
        java.util.stream.IntStream.range(0, Math.min(ours.size(), floors.size()))
            .mapToObj(round -> ours.get(round) / floors.get(round))
            .toList());
  }
}
