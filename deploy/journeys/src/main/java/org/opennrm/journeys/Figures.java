package org.opennrm.journeys;

import static org.opennrm.journeys.Answers.glance;
import static org.opennrm.journeys.Answers.key;
import static org.opennrm.journeys.Answers.told;
import static org.opennrm.journeys.Story.COORDINATOR;
import static org.opennrm.journeys.Story.MINISTRY;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures: exact for the coordinator, approved and coarse for the ministry. */
record Figures(Doors doors, Teller teller) {

  Map<String, Long> exact() {
    var figures = new LinkedHashMap<String, Long>();
    doors
        .get(COORDINATOR, "/coordination/figures")
        .expecting(200)
        .body()
        .path("figures")
        .forEach(f -> figures.put(f.path("measure").asText(), f.path("persons").asLong()));
    return figures;
  }

  Map<String, Long> rise(Map<String, Long> before) {
    var deadline = Instant.now().plus(Answers.PATIENCE);
    while (true) {
      var now = exact();
      var risen =
          List.of("in-need", "presumed", "placed").stream()
              .allMatch(m -> now.getOrDefault(m, 0L) == before.getOrDefault(m, 0L) + 1);
      if (risen) {
        return now;
      }
      if (Instant.now().isAfter(deadline)) {
        throw new BrokenStory("the figures did not rise by one: before " + before + ", now " + now);
      }
      glance();
    }
  }

  void tell(Map<String, Long> before, Map<String, Long> now) {
    teller.hop(
        "coordinator",
        "reads the exact figures; the view is recorded",
        () -> now,
        n -> "before " + before + ", after the first person " + n);
  }

  JsonNode publish() {
    // The sandbox's year, which may be ahead of ours.
    var period =
        doors.get(COORDINATOR, "/coordination/figures").expecting(200).body().path("period");
    var year = LocalDate.parse(period.path("from").asText()).getYear();
    var draft =
        teller.hop(
            "coordinator",
            "drafts a release for " + year,
            () ->
                doors
                    .post(
                        COORDINATOR,
                        "/coordination/releases",
                        "{\"period\": \"" + year + "\"}",
                        key())
                    .expecting(201),
            a -> a.text("id"));
    teller.hop(
        "coordinator",
        "reads it and approves it: from now on it is frozen",
        () ->
            doors
                .put(
                    COORDINATOR,
                    "/coordination/releases/" + draft.text("id") + "/approval",
                    null,
                    draft.etag())
                .expecting(200),
        a -> "state " + a.text("state"));
    teller.hop(
        "ministry",
        "asks for live counts",
        () -> doors.get(MINISTRY, "/coordination/figures"),
        a -> told(a.status() == 403, "403: that door is not theirs"));
    return teller
        .hop(
            "ministry",
            "reads the latest approved release",
            () -> doors.get(MINISTRY, "/coordination/published-figures/latest").expecting(200),
            a -> totals(a.body()).toString())
        .body();
  }

  /** The released totals by measure, as they are to be printed. */
  static Map<String, String> totals(JsonNode release) {
    var totals = new LinkedHashMap<String, String>();
    for (var table : release.path("figures").path("tables")) {
      for (var line : table.path("lines")) {
        if (line.path("by").asText().equals("total")) {
          totals.put(table.path("measure").asText(), line.path("shown").asText());
        }
      }
    }
    return totals;
  }
}
