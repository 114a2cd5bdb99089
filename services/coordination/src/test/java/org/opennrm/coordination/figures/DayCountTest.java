package org.opennrm.coordination.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.opennrm.coordination.Door;
import org.opennrm.platform.testkit.Infra;

/** What comes at once, an older register or a topic read again, and when it may be asked for. */
@QuarkusTest
@QuarkusTestResource(Infra.class)
class DayCountTest {
  private static final Duration SOON = Duration.ofMinutes(2);

  /** More than one transaction counts; each of 200 days has as many. */
  private static final int PERSONS = 60_000;

  @Inject AgroalDataSource database;

  @Test
  void untilABulkIsCountedFiguresGiveWayAndThenTheyAreWhole() throws SQLException {
    // As in a young installation: the database has looked at small tables, and counted by them.
    try (var connection = database.getConnection()) {
      run(connection, "analyze");
      run(connection, "insert into person_to_count values ('INVENTED-0', 'ba', '1955-02-01')");
    }
    await().atMost(SOON).untilAsserted(() -> assertThat(toCount()).isZero());

    try (var holdsTheCountUp = database.getConnection()) {
      holdsTheCountUp.setAutoCommit(false);
      run(holdsTheCountUp, "select pg_advisory_xact_lock(hashtextextended('person_day', 0))");
      try (var connection = database.getConnection()) {
        tellOfManyPersons(connection);
      }

      year1955().statusCode(503).body("reason", equalTo("BEHIND"));
      holdsTheCountUp.rollback();
    }

    await().atMost(SOON).untilAsserted(() -> assertThat(toCount()).isZero());
    year1955()
        .statusCode(200)
        .body("figures.find { it.measure == 'in-need' }.persons", equalTo(PERSONS))
        .body("figures.find { it.measure == 'presumed' }.persons", equalTo(PERSONS / 2));
    assertThat(different())
        .as("days of which another number is kept than there are persons")
        .isZero();

    forgetThem();
    await().atMost(SOON).untilAsserted(() -> assertThat(toCount()).isZero());
    assertThat(number("select count(*) from person_day where day < '1956-01-01'")).isZero();
  }

  private static void tellOfManyPersons(Connection connection) throws SQLException {
    run(
        connection,
        """
        insert into person_in_need
        select 'INVENTED-' || n, 'ba', timestamptz '1955-02-01 12:00Z' + n %% 200 * interval '1 day',
               'female', '18-23', 'md', 'hotline', 'ba-fed', 'ba-hotline', 'unknown'
          from generate_series(1, %d) n
        """
            .formatted(PERSONS));
    run(
        connection,
        """
        insert into person_presumed
        select case_ref, country, at + interval '20 days', array['forced-labour']
          from person_in_need
         where case_ref like 'INVENTED-%' and right(case_ref, 1) in ('0', '2', '4', '6', '8')
        """);
  }

  private void forgetThem() throws SQLException {
    try (var connection = database.getConnection()) {
      run(connection, "delete from person_presumed where case_ref like 'INVENTED-%'");
      run(connection, "delete from person_in_need where case_ref like 'INVENTED-%'");
    }
  }

  private static ValidatableResponse year1955() {
    return Door.coordinator()
        .queryParam("from", "1955-01-01")
        .queryParam("until", "1956-01-01")
        .get("/coordination/figures")
        .then();
  }

  private long toCount() throws SQLException {
    return number("select count(*) from person_to_count");
  }

  private long different() throws SQLException {
    return number(
        """
        select count(*)
          from (select measure, coalesce(sex, 'not-recorded') as category,
                       (at at time zone 'UTC')::date as day, count(*) as persons
                  from person_described where country = 'ba' and at < '1956-01-01' group by 1, 2, 3) there
          full join (select * from person_day
                      where country = 'ba' and dimension = 'sex' and day < '1956-01-01') kept
            using (measure, category, day)
         where there.persons is distinct from kept.persons
        """);
  }

  private long number(String query) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
