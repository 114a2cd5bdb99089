package org.opennrm.identification.casefile;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.casefile.model.CaseFile.Closed;
import org.opennrm.identification.casefile.model.CaseFile.InNeed;
import org.opennrm.identification.casefile.model.CaseFile.Presumed;

/**
 * The file as the holder of the identification step sees it; who the person is stands elsewhere.
 */
record CaseFileView(
    String caseAlias,
    CountryCode country,
    String state,
    Instant openedAt,
    List<String> possibleNow,
    Optional<Instant> assistedSince,
    Optional<OrganisationCode> presumedBy,
    Optional<List<String>> grounds,
    Optional<List<String>> forms,
    Optional<Instant> presumedAt,
    Optional<String> closedFor,
    Optional<Instant> closedAt,
    List<String> household,
    List<String> keepApart) {

  /**
   * @param household the reader's aliases of those who belong to the person
   * @param keepApart the reader's aliases of those whom the person must not meet
   */
  CaseFileView bound(List<String> household, List<String> keepApart) {
    return new CaseFileView(
        caseAlias,
        country,
        state,
        openedAt,
        possibleNow,
        assistedSince,
        presumedBy,
        grounds,
        forms,
        presumedAt,
        closedFor,
        closedAt,
        household,
        keepApart);
  }

  static CaseFileView inNeed(String alias, CaseFileRow row, InNeed state, List<String> possible) {
    return new CaseFileView(
        alias,
        new CountryCode(row.country),
        row.stateName,
        state.since(),
        possible,
        Optional.ofNullable(row.assistedSince),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  static CaseFileView presumed(
      String alias, CaseFileRow row, Presumed state, List<String> possible) {
    return new CaseFileView(
        alias,
        new CountryCode(row.country),
        row.stateName,
        row.openedAt,
        possible,
        Optional.ofNullable(row.assistedSince),
        Optional.of(state.by()),
        Optional.of(state.grounds().stream().sorted().toList()),
        Optional.of(state.forms().stream().sorted().toList()),
        Optional.of(state.at()),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  static CaseFileView closed(String alias, CaseFileRow row, Closed state, List<String> possible) {
    return new CaseFileView(
        alias,
        new CountryCode(row.country),
        row.stateName,
        row.openedAt,
        possible,
        Optional.ofNullable(row.assistedSince),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(state.reason()),
        Optional.of(state.at()),
        List.of(),
        List.of());
  }
}
