package org.opennrm.shelter;

import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.contracts.ShelterProfile;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.testkit.Feed;

/** Searches as they begin: the identification service publishes, and the tables are watched. */
@ApplicationScoped
public class Searches {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final Database database;
  private final DomainClock clock;

  @Inject
  Searches(Database database, DomainClock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A case whose need was heard and whose search has begun. */
  public CaseRef begun(ShelterProfile profile) {
    var caseRef = Needs.newCase();
    published(Needs.stated(caseRef, profile, now()));
    until(() ->
        database.count("select count(*) from placement where case_ref = ?", caseRef.value()) > 0);
    return caseRef;
  }

  /** What the identification service publishes, in order. */
  public void published(PublishedEvent... events) {
    try (var identification = Feed.of("identification")) {
      identification.publish(events);
    }
  }

  /** Waits until the service has taken in the latest of what was published about a case. */
  public void heard(CaseRef caseRef, String topic) {
    var last = Feed.readAbout(topic, caseRef.value()).getLast().position();
    until(() ->
        database
            .ask(
                "select position::text from inbox where consumer = 'shelter.placement' and source = ? and subject = ?",
                topic,
                caseRef.value())
            .stream()
            .anyMatch(position -> Long.parseLong(position) >= last));
  }

  public String placementOf(CaseRef caseRef) {
    return database.one(
        "select ref from placement where case_ref = ? order by sought_at desc limit 1",
        caseRef.value());
  }

  public String stateOf(CaseRef caseRef) {
    return database.one(
        "select state_name from placement where case_ref = ? order by sought_at desc limit 1",
        caseRef.value());
  }

  public void untilIn(CaseRef caseRef, String state) {
    until(() -> stateOf(caseRef).equals(state));
  }

  /** The latest offer to the facility. */
  public String offerTo(CaseRef caseRef, String facility) {
    return database.one(
        """
        select o.ref from offer o join placement p on p.ref = o.placement
         where p.case_ref = ? and o.facility = ? order by o.offered_at desc limit 1
        """,
        caseRef.value(),
        facility);
  }

  public String offerState(String offer) {
    return database.one("select state from offer where ref = ?", offer);
  }

  public Instant now() {
    return clock.now();
  }

  /** The sandbox's clock moves on, for every search at once. */
  public void letPass(Duration time) {
    clock.moveTo(clock.offset().plus(time));
  }

  public static void until(Callable<Boolean> holds) {
    await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(holds);
  }
}
