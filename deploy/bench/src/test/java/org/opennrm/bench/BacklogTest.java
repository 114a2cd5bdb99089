package org.opennrm.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opennrm.bench.Backlog.Waiting;

class BacklogTest {

  private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void whoHasBegunAndNotEndedWaits() {
    List<Waiting> waiting =
        Backlog.over(
            List.of(at(0), at(1), at(1)),
            List.of(at(2), at(3)),
            BEGIN,
            at(4),
            Duration.ofSeconds(1));

    assertThat(waiting)
        .containsExactly(
            new Waiting(0, 1),
            new Waiting(1, 3),
            new Waiting(2, 2),
            new Waiting(3, 1),
            new Waiting(4, 1));
    assertThat(Backlog.at(waiting, 2.9)).isEqualTo(2);
    assertThat(Backlog.at(List.of(), 1)).isZero();
  }

  @Test
  void whatBeganBeforeTheFirstMomentWaitsToo() {
    assertThat(Backlog.over(List.of(at(-5)), List.of(), BEGIN, BEGIN, Duration.ofSeconds(1)))
        .containsExactly(new Waiting(0, 1));
  }

  private static Instant at(int second) {
    return BEGIN.plusSeconds(second);
  }
}
