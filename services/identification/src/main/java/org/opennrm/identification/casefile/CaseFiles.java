package org.opennrm.identification.casefile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.identification.casefile.model.CaseFile;
import org.opennrm.identification.casefile.model.CaseFile.Died;
import org.opennrm.identification.casefile.model.CaseFile.InNeed;
import org.opennrm.identification.casefile.model.CaseFile.Open;
import org.opennrm.identification.casefile.model.CaseFileCommand;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.access.Standing;
import org.opennrm.platform.access.Standings;
import org.opennrm.platform.web.Problems;

/**
 * What the other features of this service may ask about case files: that one opens, that help has
 * begun, and whether the caller holds the identification step.
 */
@ApplicationScoped
public class CaseFiles {

  private static final String STEP = "identification";

  private final CaseFileStore store;
  private final CaseFileChanges changes;
  private final Standings standings;

  @Inject
  CaseFiles(CaseFileStore store, CaseFileChanges changes, Standings standings) {
    this.store = store;
    this.changes = changes;
    this.standings = standings;
  }

  /**
   * A file that is about to open.
   *
   * @param area where the person was met; it decides who reviews
   * @param child {@code yes}, {@code no}, {@code in-doubt} or {@code unknown}
   */
  public record Opening(CaseRef caseRef, CountryCode country, AreaCode area, String child) {}

  /** Opens the file, in need, in the transaction of what gave the reason. */
  @Transactional(TxType.MANDATORY)
  public void open(Opening opening, Caller by, Instant at) {
    var row = new CaseFileRow();
    row.caseRef = opening.caseRef().value();
    row.country = opening.country().value();
    row.area = opening.area().value();
    row.child = opening.child();
    row.openedAt = at;
    store.insert(row, new InNeed(at), by, at);
  }

  /** Closes the file for a reason that lies in the referral; it can be reopened. */
  @Transactional(TxType.MANDATORY)
  public void close(CaseRef caseRef, String reason, Caller by, Instant at) {
    var row = store.take(caseRef).orElseThrow();
    changes.decide(row, new CaseFileCommand.Close(reason), by, at);
  }

  /** The person has died, as another feature learned; saying it again changes nothing. */
  @Transactional(TxType.MANDATORY)
  public void died(CaseRef caseRef, Caller by, Instant at) {
    var row = store.take(caseRef).orElseThrow();
    if (!(store.stateOf(row) instanceof Died)) {
      changes.decide(row, new CaseFileCommand.RecordDeath(by.organisation()), by, at);
    }
  }

  @Transactional(TxType.MANDATORY)
  public boolean hasDied(CaseRef caseRef) {
    return store.find(caseRef).map(store::stateOf).filter(Died.class::isInstance).isPresent();
  }

  /** Somebody arrived in a place of safety; the first time is what counts. */
  @Transactional(TxType.MANDATORY)
  public void assistanceBegan(CaseRef caseRef, Instant at) {
    store
        .take(caseRef)
        .filter(row -> row.assistedSince == null)
        .ifPresent(row -> row.assistedSince = at);
  }

  /** How a file stands, for rules about the person's protection; nobody reads it in this. */
  @Transactional(TxType.MANDATORY)
  public CaseFile stateOf(CaseRef caseRef) {
    return store.stateOf(store.find(caseRef).orElseThrow());
  }

  /** The country that governs the case. */
  @Transactional(TxType.MANDATORY)
  public CountryCode countryOf(CaseRef caseRef) {
    return new CountryCode(store.find(caseRef).orElseThrow().country);
  }

  /**
   * What the sender of a referral may know of the file: whether help has begun, whether it ended.
   */
  @Transactional(TxType.MANDATORY)
  public Progress progressOf(CaseRef caseRef) {
    var row = store.find(caseRef).orElseThrow();
    if (row.stateName.equals("closed") || row.stateName.equals("died")) {
      return Progress.CLOSED;
    }
    return row.assistedSince == null ? Progress.OPEN : Progress.IN_ASSISTANCE;
  }

  /** As far as a sender follows. */
  public enum Progress {
    OPEN,
    IN_ASSISTANCE,
    CLOSED
  }

  /**
   * The case that the caller works with.
   *
   * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 unless the caller holds the
   *     identification step, whether the case exists or not
   */
  @Transactional(TxType.MANDATORY)
  public HeldCase heldBy(Caller caller, CaseRef caseRef) {
    return heldBy(caller, caseRef, List.of(STEP));
  }

  /**
   * The case that the caller works with in one of the steps.
   *
   * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 unless the caller holds one of them,
   *     whether the case exists or not
   */
  @Transactional(TxType.MANDATORY)
  public HeldCase heldBy(Caller caller, CaseRef caseRef, List<String> steps) {
    if (steps.stream()
        .noneMatch(
            step -> standings.of(caseRef, caller.organisation(), step).contains(Standing.HOLDS))) {
      throw Problems.notFound();
    }
    var row = store.take(caseRef).orElseThrow(Problems::notFound);
    return new HeldCase(caseRef, new CountryCode(row.country), store.stateOf(row));
  }

  boolean isHeldBy(Caller caller, CaseRef caseRef) {
    return standings.of(caseRef, caller.organisation(), STEP).contains(Standing.HOLDS);
  }

  /** A case whose identification step the caller holds. */
  public record HeldCase(CaseRef caseRef, CountryCode country, CaseFile state) {

    /**
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 when the case is closed, or the
     *     person has died
     */
    public void mustBeOpen() {
      mustNotHaveDied();
      if (!(state instanceof Open)) {
        throw Problems.refused("CASE_IS_CLOSED", List.of("reopening"));
      }
    }

    void mustNotHaveDied() {
      if (state instanceof Died) {
        throw Problems.refused("PERSON_HAS_DIED", List.of());
      }
    }
  }
}
