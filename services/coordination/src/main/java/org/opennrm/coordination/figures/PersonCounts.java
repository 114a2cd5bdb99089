package org.opennrm.coordination.figures;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.coordination.figures.model.Dimension;
import org.opennrm.coordination.figures.model.Measure;
import org.opennrm.platform.messaging.Replays;
import org.opennrm.platform.web.Problems;

/**
 * Counts persons exactly. What it answers stays inside, or passes the gate of releases before it
 * leaves.
 */
@ApplicationScoped
public class PersonCounts {

  /** Where nobody has told: the fact, or the field of it, is not there. */
  public static final String NOT_RECORDED = "not-recorded";

  /** Without its offset the inner query would read every person instead of those of a stretch. */
  private static final String COUNT =
      """
      with asked as materialized (
        select ? as country, ?::timestamptz as begins, ?::timestamptz as ends, ? as dimension),
      whole as materialized (
        select country, dimension,
               (date_trunc('day', begins - interval '1 microsecond', 'UTC') + interval '24 hours') as begins,
               date_trunc('day', ends, 'UTC') as ends
          from asked),
      told as materialized (
        select c.day from person_day_to_count c join asked using (country)),
      stretches as (
        select begins, ends from asked
         where (select w.begins >= w.ends from whole w)
        union all
        select a.begins, w.begins from asked a, whole w where w.begins < w.ends and a.begins < w.begins
        union all
        select w.ends, a.ends from asked a, whole w where w.begins < w.ends and w.ends < a.ends
        union all
        select t.day::timestamp at time zone 'UTC', (t.day + 1)::timestamp at time zone 'UTC'
          from told t, whole w
         where t.day >= (w.begins at time zone 'UTC')::date
           and t.day < (w.ends at time zone 'UTC')::date)
      select measure, category, sum(persons)::bigint persons
        from (
          select d.measure, d.category, d.persons
            from person_day d join whole w using (country, dimension)
           where d.day >= (w.begins at time zone 'UTC')::date
             and d.day < (w.ends at time zone 'UTC')::date
             and not exists (select from told t where t.day = d.day)
          union all
          select p.measure, p.category, count(*)
            from stretches s
            cross join lateral (
              select d.measure, coalesce(%s, 'not-recorded') category
                from person_described d
               where d.country = (select country from asked) and d.at >= s.begins and d.at < s.ends
              offset 0) p
           group by 1, 2) counted
       group by 1, 2
      """;

  private final AgroalDataSource database;
  private final Replays replays;
  private final DayCount days;

  @Inject
  PersonCounts(AgroalDataSource database, Replays replays, DayCount days) {
    this.database = database;
    this.replays = replays;
    this.days = days;
  }

  /**
   * Persons by category, all measures as of one moment; a category without persons is left out.
   * Whole days are added up from what was counted before; the ends of the stretch, and days of
   * which something was told since, are counted now. 503 while the tables are made anew, since half
   * a count would be taken for a whole one, and while very many days are still to be counted.
   */
  @Transactional
  public Map<Measure, Map<String, Long>> count(
      CountryCode country, Instant from, Instant until, Optional<Dimension> by) {
    refuseWhileIncomplete();
    if (days.isFarBehind()) {
      throw Problems.unavailable("BEHIND");
    }
    var counts = new EnumMap<Measure, Map<String, Long>>(Measure.class);
    for (var measure : Measure.values()) {
      counts.put(measure, new TreeMap<>());
    }
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                COUNT.formatted(by.map(Dimension::column).orElse("'all'")))) {
      statement.setString(1, country.value());
      statement.setObject(2, from.atOffset(ZoneOffset.UTC));
      statement.setObject(3, until.atOffset(ZoneOffset.UTC));
      statement.setString(4, by.map(Dimension::code).orElse("all"));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          counts
              .get(Measure.valueOf(rows.getString("measure")))
              .put(rows.getString("category"), rows.getLong("persons"));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("persons cannot be counted", e);
    }
    return counts;
  }

  /** Since when each measure's source has counted anything in the country. */
  @Transactional
  public Map<Measure, Instant> countedSince(CountryCode country) {
    var since = new EnumMap<Measure, Instant>(Measure.class);
    try (var connection = database.getConnection()) {
      put(
          since,
          earliest(connection, country, "person_in_need", "person_presumed"),
          Measure.IN_NEED,
          Measure.PRESUMED);
      put(
          since,
          earliest(connection, country, "person_placed", "need_unmet"),
          Measure.PLACED,
          Measure.UNMET);
    } catch (SQLException e) {
      throw new IllegalStateException("the beginning of the counting cannot be read", e);
    }
    return since;
  }

  /**
   * Persons of a measure in each stretch between two cuts.
   *
   * @param cuts in order, two at least
   * @return by category, a number for each stretch; a category without persons is left out
   */
  @Transactional
  public Map<String, List<Long>> countInStretches(
      CountryCode country, Measure measure, Dimension by, List<Instant> cuts) {
    refuseWhileIncomplete();
    var stretches = cuts.size() - 1;
    var counts = new TreeMap<String, List<Long>>();
    var query =
        "select width_bucket(m.at, ?::timestamptz[]) stretch, "
            + column(measure, by)
            + " category, count(*) persons "
            + from(measure, Optional.of(by))
            + " group by 1, 2";
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(query)) {
      statement.setArray(
          1,
          connection.createArrayOf("timestamptz", cuts.stream().map(Instant::toString).toArray()));
      bind(statement, 2, country, cuts.getFirst(), cuts.getLast());
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          counts
              .computeIfAbsent(
                  rows.getString("category"),
                  _ -> new java.util.ArrayList<>(Collections.nCopies(stretches, 0L)))
              .set(rows.getInt("stretch") - 1, rows.getLong("persons"));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("persons cannot be counted", e);
    }
    return counts;
  }

  private void refuseWhileIncomplete() {
    if (replays.leavesIncomplete(FactsConsumer.NAME)) {
      throw Problems.unavailable("FIGURES_INCOMPLETE");
    }
  }

  private static String from(Measure measure, Optional<Dimension> by) {
    var join =
        by.filter(dimension -> !describedHere(measure, dimension)).isPresent()
            ? " left join person_in_need n using (case_ref)"
            : "";
    return "from "
        + table(measure)
        + " m"
        + join
        + " where m.country = ? and m.at >= ? and m.at < ?";
  }

  private static String table(Measure measure) {
    return switch (measure) {
      case IN_NEED -> "person_in_need";
      case PRESUMED -> "person_presumed";
      case PLACED -> "person_placed";
      case UNMET -> "need_unmet";
    };
  }

  private static String column(Measure measure, Dimension by) {
    var column =
        switch (by) {
          case SEX -> "sex";
          case AGE_BAND -> "age_band";
          case NATIONALITY -> "nationality";
          case CHANNEL -> "channel";
          case REGION -> "region";
          case SENT_BY -> "sent_by";
        };
    return "coalesce(%s.%s, '%s')"
        .formatted(describedHere(measure, by) ? "m" : "n", column, NOT_RECORDED);
  }

  /** Whether the fact itself says it; else the description of the person in need does. */
  private static boolean describedHere(Measure measure, Dimension by) {
    return measure == Measure.IN_NEED
        || (measure == Measure.UNMET && (by == Dimension.SEX || by == Dimension.AGE_BAND));
  }

  private static int bind(
      PreparedStatement statement, int first, CountryCode country, Instant from, Instant until)
      throws SQLException {
    statement.setString(first, country.value());
    statement.setTimestamp(first + 1, Timestamp.from(from));
    statement.setTimestamp(first + 2, Timestamp.from(until));
    return first + 3;
  }

  private static Optional<Instant> earliest(
      Connection connection, CountryCode country, String table, String other) throws SQLException {
    var query =
        """
        select least((select min(at) from %s where country = ?), (select min(at) from %s where country = ?))
        """
            .formatted(table, other);
    try (var statement = connection.prepareStatement(query)) {
      statement.setString(1, country.value());
      statement.setString(2, country.value());
      try (var rows = statement.executeQuery()) {
        rows.next();
        return Optional.ofNullable(rows.getTimestamp(1)).map(Timestamp::toInstant);
      }
    }
  }

  private static void put(Map<Measure, Instant> since, Optional<Instant> at, Measure... measures) {
    at.ifPresent(instant -> {
      for (var measure : measures) {
        since.put(measure, instant);
      }
    });
  }
}
