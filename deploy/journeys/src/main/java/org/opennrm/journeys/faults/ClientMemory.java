package org.opennrm.journeys.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.opennrm.bench.Ledger;

/**
 * What the clients know for sure, and what they do not. An acknowledged request is on the disk of
 * the ledger before it counts; a request that was sent and neither acknowledged nor refused is in
 * doubt: it may have been carried out.
 */
final class ClientMemory implements AutoCloseable {

  private final Path file;
  private final Ledger ledger;
  private final Map<Deed, Map<String, String>> told = new EnumMap<>(Deed.class);
  private final Map<Deed, Set<String>> unanswered = new EnumMap<>(Deed.class);
  private final List<String> contradictions = Collections.synchronizedList(new ArrayList<>());

  ClientMemory(Path file) {
    this.file = file;
    this.ledger = Ledger.begin(file);
    for (var deed : Deed.values()) {
      told.put(deed, new ConcurrentHashMap<>());
      unanswered.put(deed, ConcurrentHashMap.newKeySet());
    }
  }

  /** Before the first request is sent: from here on it may be done. */
  void ask(Deed deed, String about) {
    unanswered.get(deed).add(about);
  }

  void acknowledged(Deed deed, String about, String reference) {
    ledger.keep(new Told(deed, about, reference));
    var before = told.get(deed).put(about, reference);
    if (before != null && !before.equals(reference)) {
      contradictions.add(deed + " of " + about + ": " + before + ", then " + reference);
    }
    unanswered.get(deed).remove(about);
  }

  /** A refusal says for sure that it was not done. */
  void refused(Deed deed, String about) {
    unanswered.get(deed).remove(about);
  }

  /** What was acknowledged, and the reference that came with it. */
  Map<String, String> told(Deed deed) {
    return Map.copyOf(told.get(deed));
  }

  Set<String> inDoubt(Deed deed) {
    return Set.copyOf(unanswered.get(deed));
  }

  /** Two different answers to one request. */
  List<String> contradictions() {
    return List.copyOf(contradictions);
  }

  int size() {
    return told.values().stream().mapToInt(Map::size).sum();
  }

  Path file() {
    return file;
  }

  /** What the disk says; memory alone would prove nothing about the ledger. */
  Map<Deed, Map<String, String>> onDisk() {
    return Ledger.read(file, Told.class).stream()
        .collect(
            Collectors.groupingBy(
                Told::deed, Collectors.toMap(Told::about, Told::reference, (first, _) -> first)));
  }

  @Override
  public void close() {
    ledger.close();
  }
}
