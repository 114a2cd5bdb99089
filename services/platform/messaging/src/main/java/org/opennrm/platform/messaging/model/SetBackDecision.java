package org.opennrm.platform.messaging.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a service makes of events of its own about one subject that its topic holds and its log does
 * not: it wrote them, and its database was set back to an earlier state since. They keep their
 * places, where others took them in. What the service has decided anew at those places, and sent to
 * nobody, moves behind them: an inbox that has a place forgets whatever comes there later.
 *
 * @param taken the places of the events that go into the log, in order, without a gap after those
 *     that stay
 * @param moved the new places of those that move, by the old
 * @param last the last place that is given out then
 */
public record SetBackDecision(List<Long> taken, Map<Long, Long> moved, long last) {

  public SetBackDecision {
    taken = List.copyOf(taken);
    moved = Map.copyOf(moved);
  }

  /**
   * Only what follows on is taken: a record that claims a place which somebody has heard of
   * already, or beyond a gap, is none of ours.
   *
   * @param last the last place that the log has given out; 0 for none
   * @param unsent the places of the log's last events, as far as nobody has heard of them; in order
   * @param found the places of the events that the log does not have; in order
   */
  public static SetBackDecision on(long last, List<Long> unsent, List<Long> found) {
    if (found.isEmpty()) {
      return new SetBackDecision(List.of(), Map.of(), last);
    }
    var giveWay = unsent.stream().filter(place -> place >= found.getFirst()).toList();
    var end = giveWay.isEmpty() ? last : giveWay.getFirst() - 1;
    var taken = new ArrayList<Long>();
    for (var place : found) {
      if (place == end + 1) {
        end = place;
        taken.add(place);
      }
    }
    var moved = new HashMap<Long, Long>();
    if (!taken.isEmpty()) {
      for (var place : giveWay) {
        moved.put(place, ++end);
      }
    }
    return new SetBackDecision(taken, moved, taken.isEmpty() ? last : end);
  }
}
