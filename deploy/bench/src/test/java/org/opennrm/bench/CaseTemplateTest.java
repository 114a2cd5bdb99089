package org.opennrm.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CaseTemplateTest {

  private static final String CASE = "CASE-0123456789ABCDEF";
  private static final String HAND_OVER = "HO-0123456789ABC";
  private static final String OTHER = "HO-CBA9876543210";

  @Test
  void eachCaseHasReferencesOfItsOwnTheSameInAllItsTables() {
    var template =
        new CaseTemplate(
            Map.of(
                "hand_over", List.of(HAND_OVER + "\t" + CASE, OTHER + "\t" + CASE),
                "stream", List.of(CASE + "\t1")));

    String[] handOvers = written(template, "hand_over", 4).split("[\t\n]", -1);
    assertThat(handOvers[0]).isEqualTo(Marks.of(HAND_OVER, 4, 0)).isNotEqualTo(handOvers[2]);
    assertThat(handOvers[1]).isEqualTo(handOvers[3]).isEqualTo(Marks.of(CASE, 4, 0));
    assertThat(written(template, "stream", 4)).isEqualTo(handOvers[1] + "\t1\n");
    assertThat(written(template, "stream", 5)).isNotEqualTo(written(template, "stream", 4));
    assertThat(template.rowsOf("hand_over")).isEqualTo(2);
    assertThat(template.rowsOf("placement")).isZero();
  }

  @Test
  void momentsLieFurtherBackInColumnsAndInJson() {
    var template =
        new CaseTemplate(
            Map.of(
                "event_log",
                List.of(
                    "{\"at\":\"2026-03-01T00:01:00.5Z\"}\t2026-03-01 00:01:00.25+00\t2026-03-01")));

    assertThat(written(template, "event_log", 1))
        .isEqualTo(
            "{\"at\":\"2026-02-28T23:56:00.500000Z\"}\t2026-02-28 23:56:00.250000+00\t2026-03-01\n");
  }

  @Test
  void whatIsSealedStaysAsItIs() {
    var template = new CaseTemplate(Map.of("referral", List.of("\\\\x00ff\tborder-check")));

    assertThat(written(template, "referral", 9)).isEqualTo("\\\\x00ff\tborder-check\n");
  }

  private static String written(CaseTemplate template, String table, long number) {
    StringBuilder rows = new StringBuilder();
    template.write(table, number, rows);
    return rows.toString();
  }
}
