package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;

/** The person said no to one purpose. A normal answer, reopenable, that closes no other door. */
@Published(type = "nrm.identification.consent-refused.v1", on = Feed.DOMAIN)
public record ConsentRefusedV1(
    CaseRef caseRef,
    String purpose,
    @Nullable OrganisationCode receiver,
    OrganisationCode by,
    Instant at)
    implements CaseEvent {
  public ConsentRefusedV1 {
    requireNonNull(caseRef, "caseRef");
    Codes.required("purpose", purpose);
    requireNonNull(by, "by");
    requireNonNull(at, "at");
  }
}
