package org.opennrm.identification.protection.model;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opennrm.identification.casefile.model.CaseFile;
import org.opennrm.identification.casefile.model.CaseFile.Closed;
import org.opennrm.identification.casefile.model.CaseFile.Died;
import org.opennrm.identification.casefile.model.CaseFile.Identified;
import org.opennrm.identification.casefile.model.CaseFile.InNeed;
import org.opennrm.identification.casefile.model.CaseFile.NotIdentified;
import org.opennrm.identification.casefile.model.CaseFile.Presumed;
import org.opennrm.identification.casefile.model.CaseFile.Review;
import org.opennrm.identification.casefile.model.CaseFile.SetAside;
import org.opennrm.identification.protection.model.Reflection.Granted;

/**
 * Whether somebody may not be removed, and why. Nobody outside ever learns why; whoever has to ask
 * learns whether, until when, and whom to call.
 *
 * <p>Somebody who was recognised stays barred as long as the case is open: what follows from a
 * recognition is decided with them, not at a border.
 *
 * @param reasons each with the moment at which it ends; empty where nobody can know yet
 */
public record RemovalBar(Map<Reason, Optional<Instant>> reasons) {

  /** What keeps the person from being removed. */
  public enum Reason {
    /** Nobody has decided yet. */
    NOT_DECIDED,
    /** Recognised, and helped. */
    RECOGNISED,
    /** A review of the decision can still be asked for. */
    REVIEW_WINDOW,
    /** Somebody looks at the decision again. */
    UNDER_REVIEW,
    /** Help runs on after a recognition was set aside. */
    HELP_RUNS_ON,
    /** A time to reflect runs. */
    REFLECTION,
    /** Asylum or a permit is claimed. */
    OPEN_CLAIM
  }

  public RemovalBar {
    reasons = Map.copyOf(reasons);
  }

  /**
   * @param openClaims codes of the claims that nobody has decided yet
   */
  public static RemovalBar of(
      CaseFile file, Reflection reflection, Set<String> openClaims, Instant now) {
    var reasons = new EnumMap<Reason, Optional<Instant>>(Reason.class);
    if (!(file instanceof Died)) {
      ofFile(file, now, reasons);
      if (reflection instanceof Granted granted && granted.protectsAt(now)) {
        reasons.put(Reason.REFLECTION, Optional.of(granted.until()));
      }
      if (!openClaims.isEmpty()) {
        reasons.put(Reason.OPEN_CLAIM, Optional.empty());
      }
    }
    return new RemovalBar(reasons);
  }

  public boolean holds() {
    return !reasons.isEmpty();
  }

  /** When the last reason ends; empty when one has no end that anybody knows, or nothing holds. */
  public Optional<Instant> until() {
    return reasons.values().stream().anyMatch(Optional::isEmpty)
        ? Optional.empty()
        : reasons.values().stream().flatMap(Optional::stream).max(Instant::compareTo);
  }

  private static void ofFile(CaseFile file, Instant now, Map<Reason, Optional<Instant>> reasons) {
    switch (file) {
      case InNeed _, Presumed _ -> reasons.put(Reason.NOT_DECIDED, Optional.empty());
      case Identified _ -> reasons.put(Reason.RECOGNISED, Optional.empty());
      case Review _ -> reasons.put(Reason.UNDER_REVIEW, Optional.empty());
      case NotIdentified decided when now.isBefore(decided.finalFrom()) ->
          reasons.put(Reason.REVIEW_WINDOW, Optional.of(decided.finalFrom()));
      case SetAside aside when now.isBefore(aside.helpUntil()) ->
          reasons.put(Reason.HELP_RUNS_ON, Optional.of(aside.helpUntil()));
      // Closing a file takes nobody's time for asking for a review away.
      case Closed closed when closed.before() instanceof NotIdentified decided ->
          ofFile(decided, now, reasons);
      case NotIdentified _, SetAside _, Closed _, Died _ -> {}
    }
  }
}
