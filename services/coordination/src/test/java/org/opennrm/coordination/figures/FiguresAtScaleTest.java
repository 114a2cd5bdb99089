package org.opennrm.coordination.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.LongStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.opennrm.coordination.Door;
import org.opennrm.platform.testkit.Infra;

/** A million persons, over ten years, in a country where no other test counts. */
@QuarkusTest
@QuarkusTestResource(Infra.class)
class FiguresAtScaleTest {

  private static final Logger LOG = Logger.getLogger(FiguresAtScaleTest.class);
  private static final Duration QUICK = Duration.ofMillis(300);
  private static final int WARM = 3;
  private static final int MEASURED = 5;

  @Inject AgroalDataSource database;

  @Test
  void aYearsFiguresOfAMillionPersonsAreThereAtOnce() throws SQLException {
    fill();
    var slowest = Duration.ZERO;
    for (var by : new String[] {"sex", "age-band", "nationality", "region"}) {
      var took = quickest(Map.of("from", "2019-01-01", "until", "2020-01-01", "by", by));
      LOG.infof("A year by %s of a million persons: %d ms", by, took.toMillis());
      slowest = slowest.compareTo(took) > 0 ? slowest : took;
    }
    LOG.infof(
        "All ten years by sex: %d ms",
        quickest(Map.of("from", "2010-01-01", "until", "2020-01-01", "by", "sex")).toMillis());
    assertThat(slowest).isLessThan(QUICK);
  }

  private static Duration quickest(Map<String, String> query) {
    for (var each = 0; each < WARM; each++) {
      ask(query);
    }
    return Duration.ofNanos(
        LongStream.generate(
                () -> {
                  var start = System.nanoTime();
                  ask(query);
                  return System.nanoTime() - start;
                })
            .limit(MEASURED)
            .min()
            .orElseThrow());
  }

  private static void ask(Map<String, String> query) {
    Door.coordinatorOfAnotherCountry()
        .queryParams(query)
        .get("/coordination/figures")
        .then()
        .statusCode(200);
  }

  private void fill() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          insert into person_in_need
          select 'CASE-' || upper(substr(md5(i::text), 1, 16)), 'mk',
            timestamptz '2010-01-01' + i * interval '315 seconds',
            (array['female', 'male', 'intersex', 'unknown', 'refused'])[1 + i * i % 5],
            (array['0-8', '9-17', '18-23', '24-30', '31-38', 'unknown'])[1 + i * 7 % 6],
            (array['md', 'ro', 'ua', 'unknown', 'bg', 'al'])[1 + i * 11 % 6],
            'border-check', (array['mk', null])[1 + i % 2], 'mk-police', 'cross-border'
          from generate_series(1, 1000000) i
          """);
      for (var later :
          new String[] {
            "person_presumed select case_ref, country, at + interval '2 days', '{sexual}'"
                + " from person_in_need where country = 'mk' and hashtext(case_ref) % 10 < 3",
            "person_placed select case_ref, country, at + interval '3 days', 'state-shelter', null"
                + " from person_in_need where country = 'mk' and hashtext(case_ref) % 10 < 2",
            "need_unmet select case_ref, country, at + interval '3 days', sex, age_band, 'all-full'"
                + " from person_in_need where country = 'mk' and hashtext(case_ref) % 20 = 0"
          }) {
        statement.execute("insert into " + later);
      }
      for (var table :
          new String[] {"person_in_need", "person_presumed", "person_placed", "need_unmet"}) {
        statement.execute("vacuum analyze " + table);
      }
    }
  }
}
