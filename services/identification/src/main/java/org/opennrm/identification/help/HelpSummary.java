package org.opennrm.identification.help;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;

/** One line of an office's list: nothing of a person, only what tells which to open first. */
record HelpSummary(
    HandOverRef handOver,
    String kind,
    String state,
    boolean urgent,
    OrganisationCode askedBy,
    Instant askedAt,
    Instant answerBy,
    boolean late) {

  /** A page of lines; {@code next} goes into {@code after} to read on. */
  record Page(List<HelpSummary> items, Optional<String> next) {}
}
