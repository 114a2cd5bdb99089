package org.opennrm.journeys.faults;

import static org.opennrm.journeys.faults.Violation.Kind.DOUBLED;
import static org.opennrm.journeys.faults.Violation.Kind.OTHER;

import java.util.List;
import java.util.stream.Stream;

/** I5 and I6: one person in a bed, one home and one search for a case; the guards are in place. */
final class OneBedOnePerson implements Check {

  private static final String OVERLAPS =
      """
      select a.placement || ' and ' || b.placement
        from stay a join stay b on a.place = b.place and a.id < b.id and a.during && b.during
      """;

  private static final String TWO_AT_ONCE =
      "select case_ref from placement where state_name in (%s) group by case_ref having count(*) > 1";

  private static final String GUARDS =
      """
      select name from unnest(array['a_place_houses_one_person_at_a_time', 'one_search_per_case',
                                    'one_home_per_case', 'one_acceptance_per_placement']) name
       where not exists (select from pg_class where relname = name and relkind = 'i')
      """;

  @Override
  public Stream<Violation> on(Evidence evidence) {
    var tables = evidence.tables();
    return Stream.of(
            Violation.of("I5", DOUBLED, "two people in one bed", shelter(tables, OVERLAPS)),
            Violation.of(
                "I6",
                DOUBLED,
                "a case with two homes",
                shelter(tables, TWO_AT_ONCE.formatted("'arrived', 'away'"))),
            Violation.of(
                "I6",
                DOUBLED,
                "a case with two searches",
                shelter(
                    tables,
                    TWO_AT_ONCE.formatted(
                        "'sought', 'offered', 'facility-accepted', 'person-agreed'"))),
            Violation.of(
                "I5",
                DOUBLED,
                "two houses accepted for one person",
                shelter(
                    tables,
                    "select placement from offer where state = 'accepted' group by 1 having count(*) > 1")),
            Violation.of("I5", OTHER, "a guard of the database is gone", shelter(tables, GUARDS)))
        .flatMap(each -> each);
  }

  private static List<String> shelter(Tables tables, String query) {
    return tables.column("shelter", query);
  }
}
