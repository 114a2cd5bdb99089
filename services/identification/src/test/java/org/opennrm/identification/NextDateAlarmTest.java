package org.opennrm.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.opennrm.identification.Door.AUTHORITY;
import static org.opennrm.identification.Door.as;
import static org.opennrm.identification.Door.heldCase;
import static org.opennrm.identification.Door.submitted;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Infra;

/** No case loses its thread: one without a next date for too long is on the coordinator's desk. */
@QuarkusTest
@QuarkusTestResource(Infra.class)
class NextDateAlarmTest {

  @Inject AgroalDataSource database;

  @Test
  void aCaseWithoutANextDateAlarmsOnceItsTimeIsOverAndADateSettlesIt() throws SQLException {
    var reference = submitted();
    var alias = heldCase(reference);
    var caseRef = one("select case_ref from referral where reference = ?", reference);
    assertThat(alarmsAbout(caseRef)).isEmpty();

    change("update next_date set due_at = without_from where case_ref = ?", caseRef);

    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () -> assertThat(alarmsAbout(caseRef)).containsExactly("nrm.alarm.raised.v1"));
    var opened =
        Instant.parse(
            as(AUTHORITY)
                .get("/identification/cases/" + alias)
                .then()
                .statusCode(200)
                .extract()
                .<String>path("openedAt"));
    var inAWeek = LocalDate.ofInstant(opened, ZoneOffset.UTC).plusDays(7);
    as(AUTHORITY)
        .body("{\"on\": \"" + inAWeek + "\"}")
        .put("/identification/cases/" + alias + "/next-date")
        .then()
        .statusCode(200);
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() ->
            assertThat(alarmsAbout(caseRef))
                .containsExactly("nrm.alarm.raised.v1", "nrm.alarm.settled.v1"));
  }

  private static List<String> alarmsAbout(String caseRef) {
    return Feed.readAbout("nrm.identification", caseRef).stream()
        .map(Feed.OnTopic::type)
        .filter(type -> type != null && type.startsWith("nrm.alarm."))
        .toList();
  }

  private String one(String query, String value) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(query)) {
      statement.setString(1, value);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  private void change(String update, String caseRef) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(update)) {
      statement.setString(1, caseRef);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }
}
