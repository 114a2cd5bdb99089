package org.opennrm.coordination.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.policy.model.DueTimes;

/** What the desk's other features may ask of the ledger, and the two marks they leave in it. */
@ApplicationScoped
public class Ledger {

  private final HandOverStore store;

  @Inject
  Ledger(HandOverStore store) {
    this.store = store;
  }

  /**
   * A hand-over that nobody has answered, at a moment that its clock has reached.
   *
   * @param assignment the how-manieth holder is silent
   * @param due without the time in which the person was missing
   */
  public record Silent(
      HandOverRef reference,
      CaseRef caseRef,
      String step,
      CountryCode country,
      OrganisationCode sender,
      OrganisationCode holder,
      int assignment,
      DueTimes due,
      boolean reminded,
      boolean escalated) {}

  /**
   * Locks silent hand-overs until the transaction ends, leaving out what another instance holds.
   *
   * @param except countries of which nothing is to be taken
   */
  @Transactional(TxType.MANDATORY)
  public List<Silent> takeSilent(Instant now, Collection<CountryCode> except, int limit) {
    var due = store.takeDue(now, codes(except), limit);
    var paused = store.withPauses(due);
    return due.stream().map(row -> silent(row, paused.get(row.reference))).toList();
  }

  @Transactional(TxType.REQUIRED)
  public int countSilent(Instant now, Collection<CountryCode> except) {
    return store.countDue(now, codes(except));
  }

  /** The holder was reminded; for a hand-over that this transaction has locked. */
  @Transactional(TxType.MANDATORY)
  public void reminded(HandOverRef reference, Instant at) {
    store.take(reference).orElseThrow().remindedAt = at;
  }

  /** It went past the holder; for a hand-over that this transaction has locked. */
  @Transactional(TxType.MANDATORY)
  public void escalated(HandOverRef reference, Instant at) {
    store.take(reference).orElseThrow().escalatedAt = at;
  }

  private static List<String> codes(Collection<CountryCode> countries) {
    return countries.stream().map(CountryCode::value).toList();
  }

  private static Silent silent(HandOverRow row, @Nullable DueTimes paused) {
    return new Silent(
        new HandOverRef(row.reference),
        new CaseRef(row.caseRef),
        row.step,
        new CountryCode(row.country),
        new OrganisationCode(row.sentBy),
        new OrganisationCode(row.heldBy),
        row.assignment,
        paused == null
            ? new DueTimes(
                Objects.requireNonNull(row.dueAt), Objects.requireNonNull(row.graceUntil))
            : paused,
        row.remindedAt != null,
        row.escalatedAt != null);
  }
}
