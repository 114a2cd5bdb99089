package org.opennrm.coordination.releases;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * A release as the coordinator's office sees it.
 *
 * @param number the how-manieth approved one of the country
 * @param by who took the last step, and for which office
 * @param figures what it says, or would say; in lists left out
 * @param sha256 of what it says, word for word
 * @param possibleNow the steps that are possible now
 */
record ReleaseView(
    UUID id,
    String period,
    String state,
    Instant draftedAt,
    Instant countedUntil,
    Optional<Long> number,
    Step by,
    String sha256,
    List<String> possibleNow,
    Optional<JsonNode> figures) {

  /** One step of the release's life. */
  record Step(String subject, OrganisationCode office, Instant at) {}

  /** A page, newest first; {@code next} goes into {@code after} to read on. */
  record Page(List<ReleaseView> items, Optional<String> next) {}
}
