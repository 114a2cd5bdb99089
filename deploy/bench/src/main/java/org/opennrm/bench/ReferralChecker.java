package org.opennrm.bench;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.opennrm.bench.Checker.Findings;
import org.opennrm.bench.Databases.Referred;

/**
 * Compares the referrals that the client was promised with those that are kept. Each stands once
 * with its owner and once in the coordinator's ledger; nothing is there that nobody sent.
 */
final class ReferralChecker {

  private ReferralChecker() {}

  /**
   * @param acknowledged references, as the ledger of the client holds them
   * @param inDoubt what the sender calls those whose request got no answer
   */
  static Findings check(Set<String> acknowledged, Set<String> inDoubt, Collection<Referred> kept) {
    Set<String> lost = new TreeSet<>(acknowledged);
    Set<String> invented = new TreeSet<>();
    Set<String> doubled = new TreeSet<>();
    Map<String, String> bySender = new HashMap<>();
    for (Referred each : kept) {
      if (each.inLedger() == null) {
        lost.add(each.reference());
      } else {
        lost.remove(each.reference());
      }
      if (!acknowledged.contains(each.reference()) && !inDoubt.contains(each.sendersOwn())) {
        invented.add(each.reference());
      }
      String other = bySender.put(each.sendersOwn(), each.reference());
      if (other != null) {
        doubled.add(each.reference());
        doubled.add(other);
      }
    }
    return new Findings(lost, invented, doubled);
  }
}
