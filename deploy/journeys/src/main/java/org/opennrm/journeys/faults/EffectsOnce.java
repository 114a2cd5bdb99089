package org.opennrm.journeys.faults;

import static org.opennrm.journeys.faults.Violation.Kind.DOUBLED;
import static org.opennrm.journeys.faults.Violation.Kind.INVENTED;
import static org.opennrm.journeys.faults.Violation.Kind.LOST;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** I4: every event that was taken in has had its effect, and had it once. */
final class EffectsOnce implements Check {

  private static final String TOLD =
      "select payload ->> 'handOver', count(*) from event_log where type like 'nrm.hand-over.%' group by 1";

  private static final String COUNTED =
      "select distinct aggregateid from event_log where type = 'nrm.%s.v1'";

  /** Also those that the service says it does not know any longer. */
  private static final String NEEDS =
      """
      select need from need
      union
      select payload ->> 'need' from event_log
       where type = 'nrm.identification.shelter-needed.v1'
         and id in (select event_id from event_without_cause)
      """;

  /** A projection that holds one row for each case of which a fact was published. */
  private record Count(String service, String fact, String table) {}

  private static final List<Count> COUNTS =
      List.of(
          new Count("identification", "identification.person-in-need-counted", "person_in_need"),
          new Count("identification", "identification.person-presumed-counted", "person_presumed"),
          new Count("shelter", "shelter.person-placed-counted", "person_placed"),
          new Count("shelter", "shelter.need-unmet-counted", "need_unmet"));

  @Override
  public Stream<Violation> on(Evidence evidence) {
    var found = new ArrayList<Violation>();
    handOvers(evidence.tables()).forEach(found::add);
    for (var count : COUNTS) {
      compare(
              "a fact in " + count.table(),
              once(evidence.tables().column(count.service(), COUNTED.formatted(count.fact()))),
              once(
                  evidence
                      .tables()
                      .column("coordination", "select case_ref from " + count.table())))
          .forEach(found::add);
    }
    compare(
            "a need at the shelter service",
            once(evidence.tables().column("identification", NEEDS)),
            once(evidence.tables().column("shelter", "select ref from need")))
        .forEach(found::add);
    Violation.of(
            "I4",
            DOUBLED,
            "a need with two searches",
            evidence
                .tables()
                .column("shelter", "select need from placement group by need having count(*) > 1"))
        .forEach(found::add);
    return found.stream();
  }

  private static Stream<Violation> handOvers(Tables tables) {
    Map<String, Long> told = new HashMap<>(tables.numbers("identification", TOLD));
    told.putAll(tables.numbers("shelter", TOLD));
    return Stream.concat(
        compare(
            "what was told of a hand-over",
            told,
            tables.numbers(
                "coordination", "select reference, count(*) from hand_over_fact group by 1")),
        compare(
            "the count of what was told of a hand-over",
            told,
            tables.numbers("coordination", "select reference, facts from hand_over")));
  }

  private static Map<String, Long> once(List<String> names) {
    Map<String, Long> counts = new HashMap<>();
    names.forEach(name -> counts.merge(name, 1L, Long::sum));
    return counts;
  }

  private static Stream<Violation> compare(
      String what, Map<String, Long> causes, Map<String, Long> effects) {
    var lost = new ArrayList<String>();
    var doubled = new ArrayList<String>();
    var invented = new ArrayList<String>();
    causes.forEach((name, times) -> {
      long had = effects.getOrDefault(name, 0L);
      (had < times ? lost : had > times ? doubled : new ArrayList<String>()).add(name);
    });
    effects.keySet().stream().filter(name -> !causes.containsKey(name)).forEach(invented::add);
    return Stream.of(
            Violation.of("I4", LOST, what + " is missing", lost),
            Violation.of("I4", DOUBLED, what + " is there more often than told", doubled),
            Violation.of("I4", INVENTED, what + " was never told", invented))
        .flatMap(each -> each);
  }
}
