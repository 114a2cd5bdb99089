package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * A hand-over stayed unanswered and went past its holder to {@code escalatedTo}; level 1 is the
 * first, and each level has a due time of its own. For whoever must act now. Help never waits for
 * it.
 */
@Published(type = "nrm.coordination.hand-over-escalated.v1", on = Feed.DOMAIN)
public record HandOverEscalatedV1(
    CaseRef caseRef,
    HandOverRef handOver,
    String step,
    CountryCode country,
    OrganisationCode from,
    OrganisationCode to,
    OrganisationCode escalatedTo,
    @JsonProperty(required = true) int level,
    Instant dueAt,
    Instant at)
    implements HandOverEvent {
  public HandOverEscalatedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(handOver, "handOver");
    Codes.required("step", step);
    requireNonNull(country, "country");
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    requireNonNull(escalatedTo, "escalatedTo");
    requireNonNull(dueAt, "dueAt");
    requireNonNull(at, "at");
    if (level < 1) {
      throw new IllegalArgumentException("Escalation levels count from 1, not " + level);
    }
  }

  /** Coordination has one feed, which prosecution does not read. */
  @Override
  public Feed feed() {
    return Feed.DOMAIN;
  }
}
