package org.opennrm.coordination.figures;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.opennrm.coordination.figures.FiguresView.Answers;
import org.opennrm.coordination.figures.FiguresView.Category;
import org.opennrm.coordination.figures.FiguresView.Coverage;
import org.opennrm.coordination.figures.FiguresView.Figure;
import org.opennrm.coordination.figures.model.Days;
import org.opennrm.coordination.figures.model.Dimension;
import org.opennrm.coordination.figures.model.Measure;
import org.opennrm.platform.access.AccessLog;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.access.Organisations;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.policy.PolicyPacks;
import org.opennrm.platform.web.Problems;

/** Exact figures of the caller's own country; each view is recorded before it is answered. */
@ApplicationScoped
class FiguresService {

  private static final String UNIT = "persons";

  private final PersonCounts persons;
  private final Organisations organisations;
  private final PolicyPacks packs;
  private final AccessLog accessLog;
  private final DomainClock clock;

  @Inject
  FiguresService(
      PersonCounts persons,
      Organisations organisations,
      PolicyPacks packs,
      AccessLog accessLog,
      DomainClock clock) {
    this.persons = persons;
    this.organisations = organisations;
    this.packs = packs;
    this.accessLog = accessLog;
    this.clock = clock;
  }

  /** Without dates, this year until today. */
  FiguresView view(
      Caller caller, Optional<LocalDate> from, Optional<LocalDate> until, Optional<Dimension> by) {
    var country = organisations.get(caller.organisation()).country();
    var now = clock.now();
    var calendar = packs.of(country).calendar();
    var today = calendar.dayOf(now);
    var days = days(from.orElse(today.withDayOfYear(1)), until.orElse(today.plusDays(1)));
    accessLog.read(caller, "figures/" + country, what(days, by), "statistics");
    var begins = days.begins(calendar.zone());
    var ends = days.ends(calendar.zone());
    var counts = persons.count(country, begins, ends, by);
    var since = persons.countedSince(country);
    return new FiguresView(
        country,
        now,
        new FiguresView.Period(days.from(), days.until(), calendar.zone()),
        by.map(Dimension::code),
        Arrays.stream(Measure.values())
            .map(measure ->
                figure(
                    measure,
                    by,
                    counts.get(measure),
                    Optional.ofNullable(since.get(measure)),
                    ends))
            .toList());
  }

  private static Days days(LocalDate from, LocalDate until) {
    if (!from.isBefore(until)) {
      throw Problems.malformed("until", "a day after from; it is itself no part of the period");
    }
    return new Days(from, until);
  }

  private static String what(Days days, Optional<Dimension> by) {
    return "figures "
        + days.from()
        + "/"
        + days.until()
        + by.map(dimension -> " by " + dimension.code()).orElse("");
  }

  private static Figure figure(
      Measure measure,
      Optional<Dimension> by,
      Map<String, Long> counts,
      Optional<Instant> since,
      Instant ends) {
    var wasCounted = since.filter(ends::isAfter).isPresent();
    return new Figure(
        measure.code(),
        UNIT,
        measure.definition(),
        wasCounted ? Optional.of(sum(counts, _ -> true)) : Optional.empty(),
        by.filter(_ -> wasCounted).map(dimension -> categories(dimension, counts)),
        new Coverage(
            sourceOf(measure), since, by.filter(_ -> wasCounted).map(_ -> answers(counts))));
  }

  private static List<Category> categories(Dimension by, Map<String, Long> counts) {
    return Categories.with(by, counts.keySet()).stream()
        .map(category -> new Category(category, counts.getOrDefault(category, 0L)))
        .toList();
  }

  private static Answers answers(Map<String, Long> counts) {
    return new Answers(
        sum(counts, Categories::isKnown),
        sum(counts, "unknown"::equals),
        sum(counts, "not-asked"::equals),
        sum(counts, "refused"::equals),
        sum(counts, PersonCounts.NOT_RECORDED::equals));
  }

  private static long sum(Map<String, Long> counts, Predicate<String> category) {
    return counts.entrySet().stream()
        .filter(each -> category.test(each.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static String sourceOf(Measure measure) {
    return switch (measure) {
      case IN_NEED, PRESUMED -> "nrm.identification.facts";
      case PLACED, UNMET -> "nrm.shelter.facts";
    };
  }
}
