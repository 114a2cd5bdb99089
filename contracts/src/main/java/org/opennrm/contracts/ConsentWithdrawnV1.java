package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * The person took a consent back. For every service that acts or discloses under it: future access
 * ends now.
 */
@Published(type = "nrm.identification.consent-withdrawn.v1", on = Feed.DOMAIN)
public record ConsentWithdrawnV1(
    CaseRef caseRef,
    String purpose,
    @Nullable OrganisationCode receiver,
    OrganisationCode by,
    Instant at)
    implements CaseEvent {
  public ConsentWithdrawnV1 {
    requireNonNull(caseRef, "caseRef");
    Codes.required("purpose", purpose);
    requireNonNull(by, "by");
    requireNonNull(at, "at");
  }
}
