package org.opennrm.platform.messaging.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opennrm.platform.messaging.model.InboxDecision.onArrival;
import static org.opennrm.platform.messaging.model.InboxDecision.onFailure;
import static org.opennrm.platform.messaging.model.InboxDecision.onRelease;
import static org.opennrm.platform.messaging.model.Recognition.KNOWN;
import static org.opennrm.platform.messaging.model.Recognition.SUPERSEDED;
import static org.opennrm.platform.messaging.model.Recognition.UNKNOWN_TYPE;
import static org.opennrm.platform.messaging.model.Recognition.UNKNOWN_VERSION;
import static org.opennrm.platform.messaging.model.Recognition.UNREADABLE;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.opennrm.platform.messaging.model.InboxDecision.Apply;
import org.opennrm.platform.messaging.model.InboxDecision.Await;
import org.opennrm.platform.messaging.model.InboxDecision.Forget;
import org.opennrm.platform.messaging.model.InboxDecision.Park;
import org.opennrm.platform.messaging.model.InboxDecision.PassOver;
import org.opennrm.platform.messaging.model.InboxDecision.Trouble;
import org.opennrm.platform.messaging.model.InboxDecision.TryAgain;

class InboxDecisionTest {
  private static final StreamPlace AFTER_FIVE = new StreamPlace(5, 0, false);
  private static final StreamPlace HELD_AT_SIX = new StreamPlace(5, 6, true);
  private static final StreamPlace SIX_LEFT_WAITING = new StreamPlace(5, 6, false);

  @Test
  void whatWasTakenInIsForgotten() {
    assertThat(onArrival(AFTER_FIVE, 5, KNOWN)).isEqualTo(new Forget());
    assertThat(onArrival(AFTER_FIVE, 1, UNREADABLE)).isEqualTo(new Forget());
    assertThat(onArrival(HELD_AT_SIX, 5, KNOWN)).isEqualTo(new Forget());
    assertThat(onRelease(AFTER_FIVE, 5, KNOWN)).isEqualTo(new Forget());
  }

  @Test
  void theNextOneIsAppliedOrPassedOverOrParked() {
    assertThat(onArrival(AFTER_FIVE, 6, KNOWN)).isEqualTo(new Apply());
    assertThat(onArrival(AFTER_FIVE, 6, SUPERSEDED)).isEqualTo(new PassOver());
    assertThat(onArrival(AFTER_FIVE, 6, UNKNOWN_TYPE)).isEqualTo(new PassOver());
    assertThat(onArrival(AFTER_FIVE, 6, UNKNOWN_VERSION)).isEqualTo(new Park("unknown-version"));
    assertThat(onArrival(AFTER_FIVE, 6, UNREADABLE)).isEqualTo(new Park("unreadable"));
  }

  @Test
  void whatLiesBeyondAGapWaitsWhateverItIs() {
    for (var recognised : Recognition.values()) {
      assertThat(onArrival(AFTER_FIVE, 7, recognised)).isEqualTo(new Await());
    }
  }

  @Test
  void behindAnEventThatWaitsForAPersonEverythingParks() {
    for (var recognised : Recognition.values()) {
      assertThat(onArrival(HELD_AT_SIX, 6, recognised)).isEqualTo(new Park("behind"));
      assertThat(onArrival(HELD_AT_SIX, 7, recognised)).isEqualTo(new Park("behind"));
    }
  }

  @Test
  void anEventWhoseTurnCameWhileNobodyLookedHoldsNothingBack() {
    assertThat(onArrival(SIX_LEFT_WAITING, 6, KNOWN)).isEqualTo(new Apply());
    assertThat(onArrival(SIX_LEFT_WAITING, 7, KNOWN)).isEqualTo(new Await());
    assertThat(SIX_LEFT_WAITING.othersMayFollow()).isTrue();
    assertThat(HELD_AT_SIX.othersMayFollow()).isFalse();
    assertThat(AFTER_FIVE.othersMayFollow()).isFalse();
  }

  @Test
  void releaseLooksAtTheHeldEventAgain() {
    assertThat(onRelease(HELD_AT_SIX, 6, KNOWN)).isEqualTo(new Apply());
    assertThat(onRelease(HELD_AT_SIX, 6, UNKNOWN_VERSION)).isEqualTo(new Park("unknown-version"));
    assertThat(onRelease(AFTER_FIVE, 7, KNOWN)).isEqualTo(new Await());
  }

  @Test
  void anEffectIsTriedThreeTimesWithShortPausesAndThenParked() {
    assertThat(onFailure(Trouble.THE_EFFECT, 1, "X")).isEqualTo(pause(50));
    assertThat(onFailure(Trouble.THE_EFFECT, 2, "X")).isEqualTo(pause(200));
    assertThat(onFailure(Trouble.THE_EFFECT, 3, "X")).isEqualTo(new Park("failed: X"));
  }

  @Test
  void aDatabaseThatIsAwayIsWaitedForWithoutEnd() {
    assertThat(onFailure(Trouble.NOT_THE_EVENT, 1, "X")).isEqualTo(pause(100));
    assertThat(onFailure(Trouble.NOT_THE_EVENT, 4, "X")).isEqualTo(pause(800));
    assertThat(onFailure(Trouble.NOT_THE_EVENT, 5, "X")).isEqualTo(pause(1_000));
    assertThat(onFailure(Trouble.NOT_THE_EVENT, 1_000_000, "X")).isEqualTo(pause(1_000));
  }

  @Test
  void aPlaceThatCannotBeIsRefused() {
    assertThatThrownBy(() -> new StreamPlace(5, 5, false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StreamPlace(5, 0, true))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StreamPlace(-1, 0, false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static InboxDecision pause(int millis) {
    return new TryAgain(Duration.ofMillis(millis));
  }
}
