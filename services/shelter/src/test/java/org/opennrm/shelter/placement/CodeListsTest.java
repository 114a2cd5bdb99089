package org.opennrm.shelter.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.codes.CodeLists;
import org.opennrm.shelter.placement.model.CodeListEntry;
import org.opennrm.shelter.placement.model.DeclineReason;
import org.opennrm.shelter.placement.model.ExitReason;
import org.opennrm.shelter.placement.model.RefusalReason;
import org.opennrm.shelter.placement.model.UnmetReason;

/** The rules know exactly the codes that the contracts publish. */
class CodeListsTest {

  @Test
  void everyReasonStandsOnItsPublishedList() {
    assertThat(codes(UnmetReason.values())).isEqualTo(published("unmet-reasons"));
    assertThat(codes(DeclineReason.values())).isEqualTo(published("offer-decline-reasons"));
    assertThat(codes(ExitReason.values())).isEqualTo(published("exit-reasons"));
    assertThat(codes(RefusalReason.values())).isEqualTo(published("refusal-reasons"));
    assertThat(CodeLists.of("placement-loss-reasons").codes())
        .contains(PlacementAnnouncer.HOLD_EXPIRED);
    assertThat(CodeLists.of("hand-over-steps").codes()).contains(PlacementAnnouncer.STEP);
  }

  private static Set<String> codes(CodeListEntry... entries) {
    var codes = new LinkedHashSet<String>();
    Arrays.stream(entries).map(CodeListEntry::code).forEach(codes::add);
    return codes;
  }

  private static Set<String> published(String list) {
    var codes = new LinkedHashSet<>(CodeLists.of(list).codes());
    codes.addAll(CodeLists.of(list).answers());
    return codes;
  }

  @Test
  void aCodeIsReadBackToItsEntry() {
    for (var reason : List.of(ExitReason.values())) {
      assertThat(CodeListEntry.of(ExitReason.class, reason.code())).contains(reason);
    }
    assertThat(CodeListEntry.of(ExitReason.class, "absconded")).isEmpty();
  }
}
