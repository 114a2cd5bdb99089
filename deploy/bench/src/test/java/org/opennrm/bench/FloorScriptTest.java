package org.opennrm.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FloorScriptTest {

  private static final List<String> LOG =
      List.of(
          "nrm-trace 41 identification|LOG:  execute S_1: BEGIN",
          "nrm-trace 42 identification|LOG:  execute S_1: BEGIN",
          "nrm-trace 41 identification|LOG:  execute S_2: insert into referral (reference, note)",
          "\tvalues ($1, $2)",
          "nrm-trace 42 identification|LOG:  execute S_9: select 1",
          "nrm-trace 41 identification|DETAIL:  Parameters: $1 = 'NRM-0123456789Z', $2 = NULL",
          "nrm-trace 41 identification|LOG:  execute S_3: update stream set state = $1 where subject = $2",
          "nrm-trace 41 identification|DETAIL:  Parameters: $1 = '{\"it''s\":\"NRM-0123456789Z\"}', $2 = 'CASE-0123456789ABCDEF'",
          "nrm-trace 41 identification|LOG:  execute S_4: COMMIT",
          "nrm-trace 42 identification|LOG:  execute S_4: COMMIT",
          "something else");

  @Test
  void aTransactionIsFoundByWhatItWritesAndNames() {
    var transactions =
        TracedStatement.transactions(TracedStatement.read(LOG), "insert into referral", "CASE-");

    assertThat(transactions).hasSize(1);
    assertThat(transactions.getFirst())
        .extracting(TracedStatement::sql)
        .containsExactly(
            "insert into referral (reference, note)\nvalues ($1, $2)",
            "update stream set state = $1 where subject = $2");
    assertThat(transactions.getFirst().getFirst().parameters())
        .containsExactly("NRM-0123456789Z", null);
  }

  @Test
  void aScriptHasTheSameStatementsWithReferencesThatDiffer() {
    var transaction =
        TracedStatement.transactions(TracedStatement.read(LOG), "insert into referral", "CASE-")
            .getFirst();

    assertThat(FloorScript.of(transaction, _ -> List.of("text", "json")).lines().toList())
        .containsExactly(
            "\\set n random(1, 500000000000)",
            "begin;",
            "insert into referral (reference, note) values (cast('NRM-' || upper(lpad(to_hex(cast(:n as bigint) * 32 + 0), 11, '0')) as text), cast(null as json));",
            "update stream set state = cast(e'{\"it''s\"\\u003a\"' || 'NRM-' || upper(lpad(to_hex(cast(:n as bigint) * 32 + 0), 11, '0')) || '\"}' as text) where subject = cast('CASE-' || upper(lpad(to_hex(cast(:n as bigint) * 32 + 1), 16, '0')) as json);",
            "commit;");
  }
}
