package org.opennrm.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.local.Installation;

/** Parts are stopped, killed and fed rubbish while people go on referring. */
class PartsGoDownTest {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
  private static final String REFERRAL =
      """
      {"channel": "raid", "area": "ba-fed-mostar",
       "sharing": {"basis": "not-yet-able", "why": "shock"}}
      """;

  private final Installation installation = RunningSystem.get();
  private final Doors doors = new Doors(installation);

  @AfterEach
  void everythingRunsAgain() {
    for (var process : installation.processes()) {
      installation.start(process);
    }
  }

  @Test
  void withKafkaDownAReferralIsAcceptedAndFlowsOnLater() {
    installation.kill("kafka");

    var accepted = refer();

    assertThat(accepted.status()).isEqualTo(201);
    installation.start("kafka");
    await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(inTheLedger(accepted)).isTrue());
  }

  @Test
  void withPostgresDownTheAnswerIs503AndNothingIsHalfDone() {
    var before = refer();
    installation.stop("postgres");

    var refused = refer();

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.body().path("type").asText()).isEqualTo("urn:nrm:problem:unavailable");
    installation.start("postgres");
    await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(refer().status()).isEqualTo(201));
    assertThat(doors.get(Story.POLICE, path(before)).status()).isEqualTo(200);
  }

  @Test
  void withKeycloakDownTokensAreStillValidated() {
    assertThat(refer().status()).isEqualTo(201);
    assertThat(doors.get("ba-iom", "/shelter/offers").status()).isEqualTo(200);
    installation.stop("keycloak");

    assertThat(refer().status()).as("the token that was fetched before").isEqualTo(201);
    installation.kill("shelter");
    installation.start("shelter");
    assertThat(installation.healthy("shelter")).as("a service starts without Keycloak").isTrue();
    assertThat(doors.get("ba-iom", "/shelter/offers").status())
        .as("nobody can be recognised yet: a part is down, and that is said as such")
        .isEqualTo(503);
  }

  @Test
  void aKilledServiceLosesNothingThatItHasAcknowledged() {
    var answers = List.of(refer(), refer(), refer());
    installation.kill("identification");
    installation.start("identification");

    for (var answer : answers) {
      assertThat(doors.get(Story.POLICE, path(answer)).status()).isEqualTo(200);
      await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(inTheLedger(answer)).isTrue());
    }
  }

  @Test
  void anUnreadableEventIsParkedAndTheOthersGoBy() throws Exception {
    var random = new SecureRandom();
    var parkedBefore = parked();
    put(CaseRef.mint(random).value(), "nrm.identification.referral-submitted.v1", "no json {", "1");
    put(CaseRef.mint(random).value(), "nrm.identification.referral-submitted.v99", "{}", "99");
    put(CaseRef.mint(random).value(), "nrm.identification.weather-observed.v1", "{}", "1");

    var accepted = refer();

    await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(inTheLedger(accepted)).isTrue());
    await()
        .atMost(LONG_ENOUGH)
        .untilAsserted(() ->
            assertThat(parked())
                .as(
                    "one that cannot be read, one of an unknown version; the unknown type is not for us")
                .isGreaterThanOrEqualTo(parkedBefore + 2));
  }

  private Doors.Answer refer() {
    return doors.post(
        Story.POLICE, "/identification/referrals", REFERRAL, UUID.randomUUID().toString());
  }

  private boolean inTheLedger(Doors.Answer referral) {
    var page = doors.get(Story.COORDINATOR, "/coordination/hand-overs?limit=100");
    return page.status() == 200
        && page.body().path("items").findValuesAsText("dueAt").contains(referral.text("answerBy"));
  }

  private static String path(Doors.Answer referral) {
    return "/identification/referrals/" + referral.text("reference");
  }

  private void put(String subject, String type, String value, String versions)
      throws InterruptedException, ExecutionException {
    var settings = new HashMap<>(installation.kafkaAdminSettings());
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      var record = new ProducerRecord<>("nrm.identification", subject, value);
      header(record, "ce_id", UUID.randomUUID().toString());
      header(record, "ce_type", type);
      header(record, "ce_source", "nrm.identification");
      header(record, "ce_subject", subject);
      header(record, "ce_time", "2026-01-01T00:00:00Z");
      header(record, "ce_specversion", "1.0");
      header(record, "nrmposition", "1");
      header(record, "nrmversions", versions);
      producer.send(record).get();
    }
  }

  private static void header(ProducerRecord<String, String> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  /** What the coordination service has parked, as its own database says. */
  private int parked() throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                installation.jdbcUrl("coordination"),
                "coordination",
                installation.databasePassword("coordination"));
        var rows =
            connection
                .createStatement()
                .executeQuery("select count(*) from parked_event where consumer like '%ledger%'")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
