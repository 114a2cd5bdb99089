package org.opennrm.identification.consent;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.consent.model.Consent;

/** The row behind one version of a consent; written once. */
@Entity
@Table(name = "consent")
@IdClass(ConsentRow.Key.class)
class ConsentRow extends PanacheEntityBase {

  /** Case and version. */
  record Key(String caseRef, int version) implements Serializable {}

  @Id
  @Column(name = "case_ref")
  String caseRef;

  @Id int version;
  Instant at;
  String caller;
  String organisation;
  String purpose;
  String decision;
  @Nullable String receiver;
  String language;
  String interpreter;

  @Column(name = "form_version")
  String formVersion;

  @Column(name = "expires_on")
  @Nullable LocalDate expiresOn;

  Consent asConsent() {
    return new Consent(
        version,
        purpose,
        Consent.Decision.valueOf(decision.toUpperCase(Locale.ROOT)),
        Optional.ofNullable(receiver).map(OrganisationCode::new),
        Optional.ofNullable(expiresOn));
  }
}
