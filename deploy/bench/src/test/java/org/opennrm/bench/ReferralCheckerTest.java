package org.opennrm.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opennrm.bench.Databases.Referred;

class ReferralCheckerTest {

  private static final Instant WHEN = Instant.parse("2026-03-01T10:00:00Z");
  private static final Referred KEPT = new Referred("NRM-1", "bench/1", WHEN, WHEN);
  private static final Referred UNHEARD = new Referred("NRM-2", "bench/2", WHEN, null);

  @Test
  void whatIsKeptAndHeardOfIsWell() {
    assertThat(ReferralChecker.check(Set.of("NRM-1"), Set.of(), List.of(KEPT)).clean()).isTrue();
  }

  @Test
  void aReferralThatNobodyKeepsOrThatTheLedgerHasNotHeardOfIsLost() {
    var findings = ReferralChecker.check(Set.of("NRM-2", "NRM-9"), Set.of(), List.of(UNHEARD));

    assertThat(findings.lost()).containsExactly("NRM-2", "NRM-9");
  }

  @Test
  void aReferralThatNobodyWasPromisedIsInventedUnlessNobodyWasAnswered() {
    assertThat(ReferralChecker.check(Set.of(), Set.of(), List.of(KEPT)).invented())
        .containsExactly("NRM-1");
    assertThat(ReferralChecker.check(Set.of(), Set.of("bench/1"), List.of(KEPT)).clean()).isTrue();
  }

  @Test
  void twoReferralsForOneOfTheSendersAreDoubled() {
    var again = new Referred("NRM-3", "bench/1", WHEN, WHEN);

    assertThat(
            ReferralChecker.check(Set.of("NRM-1", "NRM-3"), Set.of(), List.of(KEPT, again))
                .doubled())
        .containsExactly("NRM-1", "NRM-3");
  }
}
