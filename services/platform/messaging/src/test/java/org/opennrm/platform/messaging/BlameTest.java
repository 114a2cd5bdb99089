package org.opennrm.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opennrm.platform.messaging.model.InboxDecision.Trouble;

class BlameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08006", "08001", "57P01", "57P03", "53100", "53300", "58030", "40P01", "40001", "25006",
        "55P03"
      })
  void aDatabaseThatIsAwayFullOrBusyIsNotTheEventsFault(String state) {
    var failure = new IllegalStateException(new RuntimeException(new SQLException("x", state)));
    assertThat(Blame.of(failure)).isEqualTo(Trouble.NOT_THE_EVENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "23503", "22021", "42P01", "22P02"})
  void whatTheDatabaseRefusesIs(String state) {
    assertThat(Blame.of(new IllegalStateException(new SQLException("x", state))))
        .isEqualTo(Trouble.THE_EFFECT);
  }

  @Test
  void theCauseOfAFailedCommitIsFoundWhereItWasSuppressed() {
    var commit = new IllegalStateException("rolled back");
    commit.addSuppressed(new RuntimeException(new SQLException("x", "08003")));
    assertThat(Blame.of(commit)).isEqualTo(Trouble.NOT_THE_EVENT);
  }

  @Test
  void anExhaustedPoolIsNotTheEventsFault() {
    assertThat(Blame.of(new SQLException("Acquisition timeout while waiting for new connection")))
        .isEqualTo(Trouble.NOT_THE_EVENT);
  }

  @Test
  void aFailureIsNamedByItsOriginWithoutAWordOfItsMessage() {
    var failure =
        new IllegalStateException("Selma M.", new SQLException("Key (name)=(Selma M.)", "23505"));
    assertThat(Blame.nameOf(failure)).isEqualTo("java.sql.SQLException 23505");
    assertThat(Blame.nameOf(new IllegalStateException("Selma M.")))
        .isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void causesThatGoInACircleEnd() {
    var one = new IllegalStateException("one");
    var other = new IllegalStateException("other", one);
    one.initCause(other);
    assertThat(Blame.of(one)).isEqualTo(Trouble.THE_EFFECT);
    assertThat(Blame.nameOf(one)).isEqualTo("java.lang.IllegalStateException");
  }
}
