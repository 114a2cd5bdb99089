package org.opennrm.shelter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.opennrm.shelter.Door.ACCEPTED;
import static org.opennrm.shelter.Door.AGREED;
import static org.opennrm.shelter.Door.AUTHORITY;
import static org.opennrm.shelter.Door.COORDINATOR;
import static org.opennrm.shelter.Door.LARA;
import static org.opennrm.shelter.Door.answer;
import static org.opennrm.shelter.Door.as;
import static org.opennrm.shelter.Door.see;
import static org.opennrm.shelter.Door.step;
import static org.opennrm.shelter.Searches.until;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.HandOverEvent;
import org.opennrm.contracts.StayEndedV1;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Infra;

/**
 * After a whole stay: where is the address, the house, the operator? Nowhere but where it belongs.
 */
@QuarkusTest
@QuarkusTestResource(Infra.class)
class SilenceTest {

  private static final String ADDRESS = "Invented Race";
  private static final String HOUSE = "test-race-1";

  @Inject Searches searches;
  @Inject Database database;

  @Test
  void noAddressAnywhereAndNoHouseInWhatIsTold() {
    var log = new Log();
    var root = Logger.getLogger("");
    root.addHandler(log);
    CaseRef caseRef;
    try {
      caseRef = aWholeStay();
    } finally {
      root.removeHandler(log);
    }

    for (var topic : List.of("nrm.shelter", "nrm.shelter.facts")) {
      assertThat(Feed.read(topic))
          .isNotEmpty()
          .allSatisfy(record ->
              assertThat(record.toString()).doesNotContain(ADDRESS, "no such house", HOUSE));
    }
    assertThat(Told.about(caseRef))
        .filteredOn(event -> !(event instanceof HandOverEvent))
        .isNotEmpty()
        .allSatisfy(event -> assertThat(event.toString()).doesNotContain("lara", "bijeljina"));
    assertThat(log.lines)
        .isNotEmpty()
        .allSatisfy(line ->
            assertThat(line).doesNotContain(ADDRESS, "no such house", HOUSE, caseRef.value()));
    for (var table : database.ask("select tablename from pg_tables where schemaname = 'public'")) {
      assertThat(database.ask("select t::text from \"" + table + "\" t"))
          .as(table)
          .noneMatch(row -> row.contains(ADDRESS) || row.contains("no such house"));
    }
  }

  @Test
  void monitoringCountsPlacementsWithoutSayingWhere() {
    aWholeStay();

    as(LARA)
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("nrm_shelter_steps_total{to=\"arrived\""));
    until(() ->
        as(LARA).get("/q/metrics").asString().contains("nrm_shelter_placements{state=\"offered\""));
    assertThat(as(LARA).get("/q/metrics").asString()).doesNotContain(HOUSE, "ba-lara");
  }

  private CaseRef aWholeStay() {
    var caseRef = searches.begun(Needs.of("hearing"));
    var placement = searches.placementOf(caseRef);
    as(LARA).get("/shelter/facilities/" + HOUSE + "/address").then().statusCode(200);
    as(AUTHORITY).get("/shelter/facilities/" + HOUSE + "/address").then().statusCode(404);
    answer(LARA, searches.offerTo(caseRef, HOUSE), ACCEPTED).statusCode(200);
    step(AUTHORITY, placement, "arrival").statusCode(403);
    step(LARA, placement, "arrival").statusCode(409);
    step(AUTHORITY, placement, "person-answer", AGREED).statusCode(200);
    step(LARA, placement, "arrival").statusCode(200);
    see(COORDINATOR, placement).statusCode(200);
    step(LARA, placement, "departure", "{\"reason\": \"own-housing\"}").statusCode(200);
    until(() -> !Told.about(caseRef, StayEndedV1.class).isEmpty());
    return caseRef;
  }

  /** Everything that is logged at any level that is on. */
  private static final class Log extends Handler {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    Log() {
      setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord record) {
      var parameters = record.getParameters() == null ? List.of() : List.of(record.getParameters());
      lines.add(record.getMessage() + " " + parameters + " " + record.getThrown());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
