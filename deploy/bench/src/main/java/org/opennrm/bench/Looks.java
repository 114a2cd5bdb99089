package org.opennrm.bench;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Opens each page and figure that people open, a number of times one after the other, and times the
 * answers. The first of each is left out: it finds nothing in memory and no plan made.
 */
final class Looks {

  private static final String AUTHORITY = "ba-identification";
  private static final String OPERATOR = "ba-iom";
  private static final String COORDINATOR = "ba-coordinator";

  private final Door door;
  private final Tally errors = new Tally();

  Looks(Door door) {
    this.door = door;
  }

  /** Who looks, and where. */
  private record Place(String as, String path) {}

  private static Map<String, Place> places() {
    // Generated cases lie further and further back, so a long period has them all.
    String everything = "from=2005-01-01&until=" + LocalDate.now(ZoneOffset.UTC).plusYears(1);
    Map<String, Place> places = new LinkedHashMap<>();
    places.put(
        "list of referrals sent", new Place(Preparation.SENDER, "/identification/referrals"));
    places.put("inbox of the authority", new Place(AUTHORITY, "/identification/inbox"));
    places.put(
        "inbox, accepted ones", new Place(AUTHORITY, "/identification/inbox?state=accepted"));
    places.put("list of offers", new Place(OPERATOR, "/shelter/offers"));
    places.put("list of open offers", new Place(OPERATOR, "/shelter/offers?state=open"));
    places.put("placements, operator", new Place(OPERATOR, "/shelter/placements"));
    places.put("placements, authority", new Place(AUTHORITY, "/shelter/placements"));
    places.put("placements, coordinator", new Place(COORDINATOR, "/shelter/placements"));
    places.put("list of hand-overs", new Place(COORDINATOR, "/coordination/hand-overs"));
    places.put(
        "hand-overs, overdue", new Place(COORDINATOR, "/coordination/hand-overs?overdue=true"));
    places.put("escalations", new Place(COORDINATOR, "/coordination/escalations"));
    places.put("figures, this year", new Place(COORDINATOR, "/coordination/figures"));
    places.put("figures, ever", new Place(COORDINATOR, "/coordination/figures?" + everything));
    for (String by : new String[] {"sex", "nationality", "region"}) {
      places.put(
          "figures, ever, by " + by,
          new Place(COORDINATOR, "/coordination/figures?" + everything + "&by=" + by));
    }
    return places;
  }

  /** By page. */
  Map<String, Latencies.Summary> take(int times) {
    Map<String, Latencies.Summary> taken = new LinkedHashMap<>();
    places()
        .forEach((title, place) -> {
          Latencies latencies = new Latencies();
          for (int i = 0; i <= times; i++) {
            long began = System.nanoTime();
            Reply reply = door.get(place.as(), place.path());
            if (!reply.is(200)) {
              errors.count(title, reply);
            } else if (i > 0) {
              latencies.record(System.nanoTime() - began);
            }
          }
          taken.put(title, latencies.summary());
        });
    return taken;
  }

  Map<String, Long> errors() {
    return errors.counts();
  }
}
