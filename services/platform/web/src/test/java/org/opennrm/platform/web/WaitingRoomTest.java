package org.opennrm.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opennrm.platform.web.WaitingRoom.Answer.COME_IN;
import static org.opennrm.platform.web.WaitingRoom.Answer.FULL;
import static org.opennrm.platform.web.WaitingRoom.Answer.WAIT;
import static org.opennrm.platform.web.WaitingRoom.Errand.BRINGS;
import static org.opennrm.platform.web.WaitingRoom.Errand.LOOKS;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingRoomTest {
  private final WaitingRoom<String> room = new WaitingRoom<>(2, 6);

  @Test
  void soManyAreInsideAndTheNextComesInWhenOneLeaves() {
    assertThat(room.come("first", BRINGS)).isEqualTo(COME_IN);
    assertThat(room.come("second", LOOKS)).isEqualTo(COME_IN);
    assertThat(room.come("third", BRINGS)).isEqualTo(WAIT);
    assertThat(room.inside()).isEqualTo(2);

    assertThat(room.leave("second")).contains("third");
    assertThat(room.inside()).isEqualTo(2);
    assertThat(room.waiting()).isZero();
    assertThat(room.leave("first")).isEmpty();
    assertThat(room.leave("third")).isEmpty();
    assertThat(room.inside()).isZero();
  }

  @Test
  void whoLeavesTwiceMakesRoomOnce() {
    full();
    room.come("third", BRINGS);
    room.come("fourth", BRINGS);

    assertThat(room.leave("first")).contains("third");
    assertThat(room.leave("first")).isEmpty();
    assertThat(room.inside()).isEqualTo(2);
  }

  @Test
  void whoWentAwayWhileWaitingIsNotCalled() {
    full();
    room.come("third", BRINGS);
    room.come("fourth", BRINGS);

    assertThat(room.leave("third")).isEmpty();
    assertThat(room.leave("first")).contains("fourth");
  }

  @Test
  void whoBringsSomethingGoesFirstAndWhoLooksIsNotForgotten() {
    full();
    room.come("looks 1", LOOKS);
    room.come("looks 2", LOOKS);
    for (var n = 1; n <= 4; n++) {
      room.come("brings " + n, BRINGS);
    }

    assertThat(called("first"))
        .containsExactly("brings 1", "brings 2", "brings 3", "looks 1", "brings 4", "looks 2");
  }

  @Test
  void withoutASeatNobodyWaits() {
    full();
    for (var n = 1; n <= 6; n++) {
      assertThat(room.come("waits " + n, BRINGS)).isEqualTo(WAIT);
    }

    assertThat(room.come("too many", BRINGS)).isEqualTo(FULL);
    assertThat(room.waiting()).isEqualTo(6);
  }

  @Test
  void whoHasWaitedTooLongIsSentAwayAndNotCalled() {
    full();
    room.come("old", BRINGS);
    room.come("old too", LOOKS);
    room.come("new", BRINGS);

    assertThat(room.longestWaiting()).contains("old");
    assertThat(room.sendAway(each -> each.startsWith("old"))).containsExactly("old", "old too");
    assertThat(room.longestWaiting()).contains("new");
    assertThat(called("first")).containsExactly("new");
  }

  private void full() {
    room.come("first", BRINGS);
    room.come("second", BRINGS);
  }

  /** Who is called when one leaves, and then whoever was called last, and so on. */
  private List<String> called(String leaves) {
    var called = new ArrayList<String>();
    for (var next = room.leave(leaves); next.isPresent(); next = room.leave(next.get())) {
      called.add(next.get());
    }
    return called;
  }
}
