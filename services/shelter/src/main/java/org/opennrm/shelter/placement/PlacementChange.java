package org.opennrm.shelter.placement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.opennrm.platform.messaging.StateHistory.Line;
import org.opennrm.shelter.placement.model.Placement;
import org.opennrm.shelter.placement.model.PlacementEvent;

/**
 * What one transaction does to one placement: where it stands by now, and what happened on the way.
 */
final class PlacementChange {

  private final PlacementRow row;
  private final Author author;
  private final Instant now;
  private final List<PlacementEvent> events = new ArrayList<>();
  private final List<Line> history = new ArrayList<>();
  private Placement state;

  PlacementChange(PlacementRow row, Placement state, Author author, Instant now) {
    this.row = row;
    this.state = state;
    this.author = author;
    this.now = now;
  }

  PlacementRow row() {
    return row;
  }

  Author author() {
    return author;
  }

  Instant now() {
    return now;
  }

  Placement state() {
    return state;
  }

  List<PlacementEvent> events() {
    return List.copyOf(events);
  }

  List<Line> history() {
    return List.copyOf(history);
  }

  /** The search begins in the state in which the change found it. */
  void begun() {
    remember("Seek");
  }

  void moved(String command, Placement next, List<PlacementEvent> happened) {
    state = next;
    events.addAll(happened);
    remember(command);
  }

  private void remember(String command) {
    row.version++;
    history.add(new Line(row.version, command, PlacementStore.STATES.write(state)));
  }
}
