package org.opennrm.journeys.faults;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the checks look at, gathered while nothing moves.
 *
 * @param run what the client's own references of this run begin with
 * @param onDisk the client's ledger, as its file says
 * @param copies every record on every topic, in the order in which a partition holds them
 * @param earlier what was done before this run began, by what it was about
 * @param forgotten what services say that they do not know any longer
 * @param strangers subjects that no service ever wrote about: rubbish that was put on purpose
 * @param offsetSeconds how far the sandbox's clock is ahead
 */
record Evidence(
    String run,
    ClientMemory memory,
    Map<Deed, Map<String, String>> onDisk,
    Tables tables,
    List<Copy> copies,
    Map<Deed, Set<String>> earlier,
    Forgotten forgotten,
    Set<String> strangers,
    long offsetSeconds) {

  Map<String, String> told(Deed deed) {
    return onDisk.getOrDefault(deed, Map.of());
  }

  Set<String> before(Deed deed) {
    return earlier.getOrDefault(deed, Set.of());
  }
}
