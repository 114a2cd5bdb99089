package org.opennrm.coordination.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
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
    return store.takeDue(now, codes(except), limit).stream().map(Ledger::silent).toList();
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

  private static Silent silent(HandOverRow row) {
    return new Silent(
        new HandOverRef(row.reference),
        new CaseRef(row.caseRef),
        row.step,
        new CountryCode(row.country),
        new OrganisationCode(row.sentBy),
        new OrganisationCode(row.heldBy),
        row.assignment,
        new DueTimes(Objects.requireNonNull(row.dueAt), Objects.requireNonNull(row.graceUntil)),
        row.remindedAt != null,
        row.escalatedAt != null);
  }
}
