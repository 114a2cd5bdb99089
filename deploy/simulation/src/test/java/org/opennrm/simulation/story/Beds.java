package org.opennrm.simulation.story;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opennrm.contracts.ids.FacilityCode;
import org.opennrm.contracts.ids.PlacementRef;

/** The beds of all facilities and who has them when; like the database, it refuses two in one. */
final class Beds {
  private final Map<FacilityCode, List<List<Stay>>> beds = new HashMap<>();

  private record Stay(PlacementRef placement, Instant from, Instant until) {
    boolean overlaps(Instant start, Instant end) {
      return from.isBefore(until) && from.isBefore(end) && start.isBefore(until);
    }
  }

  void make(FacilityCode facility, int count) {
    var made = new ArrayList<List<Stay>>();
    for (var i = 0; i < count; i++) {
      made.add(new ArrayList<>());
    }
    beds.put(facility, made);
  }

  boolean isFree(FacilityCode facility, Instant from, Instant until) {
    return free(facility, from, until).isPresent();
  }

  void give(FacilityCode facility, PlacementRef placement, Instant from, Instant until) {
    free(facility, from, until)
        .orElseThrow(() -> new AssertionError("A bed of " + facility + " that is not there"))
        .add(new Stay(placement, from, until));
  }

  boolean has(PlacementRef placement, Instant at) {
    return find(placement, at).isPresent();
  }

  void keepWithoutEnd(PlacementRef placement, Instant at) {
    changeEnd(placement, at, Instant.MAX);
  }

  void release(PlacementRef placement, Instant at) {
    changeEnd(placement, at, at);
  }

  /** No bed houses two at any instant. */
  void mustHouseOneEach() {
    beds.values()
        .forEach(of ->
            of.forEach(bed -> {
              for (var i = 0; i < bed.size(); i++) {
                for (var j = i + 1; j < bed.size(); j++) {
                  if (bed.get(i).overlaps(bed.get(j).from(), bed.get(j).until())
                      && bed.get(j).from().isBefore(bed.get(j).until())) {
                    throw new AssertionError("Two in one bed: " + bed);
                  }
                }
              }
            }));
  }

  private Optional<List<Stay>> free(FacilityCode facility, Instant from, Instant until) {
    for (var bed : beds.getOrDefault(facility, List.of())) {
      if (bed.stream().noneMatch(stay -> stay.overlaps(from, until))) {
        return Optional.of(bed);
      }
    }
    return Optional.empty();
  }

  private Optional<Stay> find(PlacementRef placement, Instant at) {
    return beds.values().stream()
        .flatMap(List::stream)
        .flatMap(List::stream)
        .filter(stay -> stay.placement().equals(placement))
        .filter(stay -> !at.isBefore(stay.from()) && at.isBefore(stay.until()))
        .findFirst();
  }

  private void changeEnd(PlacementRef placement, Instant at, Instant end) {
    find(placement, at)
        .ifPresent(stay ->
            beds.values()
                .forEach(of ->
                    of.forEach(bed ->
                        bed.replaceAll(each ->
                            each.equals(stay) ? new Stay(placement, stay.from(), end) : each))));
  }
}
