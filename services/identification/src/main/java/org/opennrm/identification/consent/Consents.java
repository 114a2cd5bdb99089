package org.opennrm.identification.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.LocalDate;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.identification.consent.model.Consent;

/** What the other features of this service may ask: whether a consent holds now. */
@ApplicationScoped
public class Consents {

  private final ConsentStore store;

  @Inject
  Consents(ConsentStore store) {
    this.store = store;
  }

  @Transactional(TxType.MANDATORY)
  public boolean holdFor(String purpose, CaseRef caseRef, LocalDate day) {
    return Consent.holdsFor(
        purpose, store.ofCase(caseRef).stream().map(ConsentRow::asConsent).toList(), day);
  }
}
