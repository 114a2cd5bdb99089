package org.opennrm.platform.messaging.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private final Backlog backlog = new Backlog();

  @Test
  void anEmptyQueueIsNotBehind() {
    assertThat(backlog.behind()).isZero();
    look(1, 1, 5);
    backlog.lookedAtNothing();
    assertThat(backlog.behind()).isZero();
  }

  @Test
  void itIsBehindAsLongAsItsOldestHasBeenSeenWaiting() {
    look(1, 1, 10);
    look(2, 1, 20);
    look(3, 15, 40);
    assertThat(backlog.behind()).as("15 was first seen at 2").isEqualTo(Duration.ofSeconds(1));
    look(9, 15, 90);
    assertThat(backlog.behind()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void aQueueThatMovesOnIsNotBehindHoweverLongItIs() {
    for (var second = 1; second < 100; second++) {
      look(second, second * 100L, second * 100L + 99);
      assertThat(backlog.behind()).isZero();
    }
  }

  @Test
  void whatIsSentAgainIsNotTakenForSomethingOld() {
    look(1, 500, 600);
    look(2, 560, 700);
    look(3, -900, 700);
    assertThat(backlog.behind()).isZero();
    look(8, -400, 700);
    assertThat(backlog.behind())
        .as("pending since everything began anew")
        .isEqualTo(Duration.ofSeconds(5));
  }

  private void look(long second, long oldest, long newest) {
    backlog.look(Duration.ofSeconds(second).toNanos(), oldest, newest);
  }
}
