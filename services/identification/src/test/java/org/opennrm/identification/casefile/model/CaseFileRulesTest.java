package org.opennrm.identification.casefile.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.policy.model.Ruling;
import org.opennrm.platform.testkit.LifecyclePage;

class CaseFileRulesTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final OrganisationCode AUTHORITY = new OrganisationCode("ba-identification");
  private static final CaseFile.InNeed IN_NEED = new CaseFile.InNeed(NOW.minusSeconds(60));
  private static final CaseFile.Presumed PRESUMED =
      new CaseFile.Presumed(AUTHORITY, Set.of("persons-account"), Set.of(), NOW);
  private static final CaseFileCommand.Presume PRESUME =
      new CaseFileCommand.Presume(AUTHORITY, Set.of("persons-account"), Set.of());

  @Test
  void everyStepOfEveryStateIsDecidedAndDrawn() {
    LifecyclePage.of(
            "Case file",
            List.<CaseFile>of(IN_NEED, PRESUMED, new CaseFile.Closed("other", NOW, PRESUMED)),
            List.<CaseFileCommand>of(
                PRESUME,
                new CaseFileCommand.Presume(AUTHORITY, Set.of(), Set.of()),
                new CaseFileCommand.Close("other"),
                new CaseFileCommand.Reopen()),
            (state, command) -> CaseFileRules.decide(state, command, NOW))
        .coversAll(CaseFile.class, CaseFileCommand.class)
        .permitsExactly(CaseFileRules::possibleIn)
        .isDrawnIn("case-file.md");
  }

  @Test
  void aPresumptionNamesItsGrounds() {
    var none = new CaseFileCommand.Presume(AUTHORITY, Set.of(), Set.of("labour"));

    assertThat(CaseFileRules.decide(IN_NEED, none, NOW))
        .isEqualTo(Ruling.refused(CaseFileRule.GROUNDS_ARE_NEEDED));
    assertThat(CaseFileRules.decide(IN_NEED, PRESUME, NOW)).isInstanceOf(Ruling.Moved.class);
  }

  @Test
  void aClosedFileReopensAsItWas() {
    for (var before : List.of(IN_NEED, PRESUMED)) {
      var closed = new CaseFile.Closed("help-completed", NOW, before);

      assertThat(CaseFileRules.decide(closed, new CaseFileCommand.Reopen(), NOW))
          .isEqualTo(Ruling.moved(before, new CaseFileEvent.Reopened()));
    }
  }
}
