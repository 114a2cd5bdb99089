package org.opennrm.coordination.releases.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.coordination.releases.model.Release.Approved;
import org.opennrm.coordination.releases.model.Release.Discarded;
import org.opennrm.coordination.releases.model.Release.Drafted;
import org.opennrm.coordination.releases.model.ReleaseCommand.Approve;
import org.opennrm.coordination.releases.model.ReleaseCommand.Discard;
import org.opennrm.platform.policy.model.Ruling.Moved;
import org.opennrm.platform.policy.model.Ruling.Refused;
import org.opennrm.platform.testkit.LifecyclePage;

/** The whole lifecycle of a release, and each of its rules on both sides. */
class ReleaseRulesTest {

  private static final Instant NOW = Instant.parse("2027-01-10T09:00:00Z");
  private static final OrganisationCode OFFICE = new OrganisationCode("ba-coordinator");
  private static final Signature DRAFTER = new Signature("subject-1", OFFICE);
  private static final Signature APPROVER = new Signature("subject-2", OFFICE);
  private static final Drafted DRAFTED = new Drafted(DRAFTER, NOW, 3);

  @Test
  void movesOnlyWhereTheLifecycleSays() {
    LifecyclePage.<Release, ReleaseCommand>of(
            "Release",
            List.of(DRAFTED, new Approved(APPROVER, NOW, 4), new Discarded(DRAFTER, NOW)),
            List.of(new Approve(APPROVER, 3), new Approve(APPROVER, 4), new Discard(DRAFTER)),
            (state, command) -> ReleaseRules.decide(state, command, NOW))
        .coversAll(Release.class, ReleaseCommand.class)
        .permitsExactly(ReleaseRules::possibleIn)
        .isDrawnIn("release.md");
  }

  @Test
  void approvalSaysWhoAndTakesTheNextNumber() {
    assertThat(decide(DRAFTED, new Approve(APPROVER, 3)))
        .isEqualTo(
            new Moved<>(new Approved(APPROVER, NOW, 4), List.of(new ReleaseEvent.Approved())));
  }

  @Test
  void aDraftFromBeforeAnotherApprovalIsRefused() {
    assertThat(decide(DRAFTED, new Approve(APPROVER, 4)))
        .isEqualTo(new Refused<>(ReleaseRule.ANOTHER_WAS_APPROVED_SINCE));
  }

  @Test
  void theSameOfficeMayApproveWhatItDrafted() {
    assertThat(decide(DRAFTED, new Approve(DRAFTER, 3))).isInstanceOf(Moved.class);
  }

  @Test
  void whatIsPublishedStays() {
    assertThat(decide(new Approved(APPROVER, NOW, 4), new Discard(DRAFTER)))
        .isEqualTo(new Refused<>(ReleaseRule.APPROVED_AND_FROZEN));
  }

  private static Object decide(Release state, ReleaseCommand command) {
    return ReleaseRules.decide(state, command, NOW);
  }
}
