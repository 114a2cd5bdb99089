package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * The person agreed to one purpose (code list {@code consent-purposes}), towards {@code receiver}
 * or, where none is named, towards whoever holds the step that the purpose needs. For services that
 * may act from now on.
 */
@Published(type = "nrm.identification.consent-given.v1", on = Feed.DOMAIN)
public record ConsentGivenV1(
    CaseRef caseRef,
    String purpose,
    @Nullable OrganisationCode receiver,
    OrganisationCode by,
    Instant at)
    implements CaseEvent {
  public ConsentGivenV1 {
    requireNonNull(caseRef, "caseRef");
    Codes.required("purpose", purpose);
    requireNonNull(by, "by");
    requireNonNull(at, "at");
  }
}
