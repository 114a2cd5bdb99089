package org.opennrm.identification.missing.model;

import static org.opennrm.identification.missing.model.MissingRule.FOUND_ALREADY;
import static org.opennrm.identification.missing.model.MissingRule.MISSING_ALREADY;
import static org.opennrm.identification.missing.model.MissingRule.NOT_SEARCHED_FOR;
import static org.opennrm.identification.missing.model.MissingRule.PERSON_HAS_DIED;
import static org.opennrm.identification.missing.model.MissingRule.REVIEWED_BY_ANOTHER_PERSON;
import static org.opennrm.identification.missing.model.MissingRule.SEARCH_HAS_ENDED;
import static org.opennrm.platform.policy.model.Ruling.moved;
import static org.opennrm.platform.policy.model.Ruling.refused;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.missing.model.Missing.Died;
import org.opennrm.identification.missing.model.Missing.FoundInDanger;
import org.opennrm.identification.missing.model.Missing.FoundSafe;
import org.opennrm.identification.missing.model.Missing.Gone;
import org.opennrm.identification.missing.model.Missing.Reported;
import org.opennrm.identification.missing.model.Missing.ReviewedBy;
import org.opennrm.identification.missing.model.Missing.Searching;
import org.opennrm.identification.missing.model.Missing.Unresolved;
import org.opennrm.identification.missing.model.MissingCommand.EndSearch;
import org.opennrm.identification.missing.model.MissingCommand.Find;
import org.opennrm.identification.missing.model.MissingCommand.RecordDeath;
import org.opennrm.identification.missing.model.MissingCommand.Search;
import org.opennrm.platform.policy.model.Ruling;

/** What may happen to an absence, step by step; every pair not listed is refused by name. */
public final class MissingRules {

  private record Step(Missing from, MissingCommand asked) {}

  private MissingRules() {}

  /**
   * @param latest how the last time ended, or stands; empty for somebody who never was missing
   */
  public static Ruling<Missing, MissingEvent> report(
      Optional<Missing> latest, OrganisationCode by, Instant now) {
    return switch (latest.orElse(null)) {
      case Gone _ -> refused(MISSING_ALREADY);
      case Died _ -> refused(PERSON_HAS_DIED);
      case FoundSafe _, FoundInDanger _ ->
          moved(new Reported(by, now), new MissingEvent.Reported());
      case null -> moved(new Reported(by, now), new MissingEvent.Reported());
    };
  }

  public static Ruling<Missing, MissingEvent> decide(
      Missing current, MissingCommand command, Instant now) {
    return switch (new Step(current, command)) {
      case Step(Gone _, Search s) ->
          moved(
              new Searching(s.owner(), s.officer(), s.policeMayBeTold(), now),
              new MissingEvent.SearchTaken());
      case Step(Gone _, Find f) ->
          moved(
              f.inDanger() ? new FoundInDanger(f.by(), now) : new FoundSafe(f.by(), now),
              new MissingEvent.Found(f.inDanger()));
      case Step(Gone _, RecordDeath d) -> moved(new Died(d.by(), now), new MissingEvent.Died());

      case Step(Searching s, EndSearch e)
          when e.reviewedBy() == ReviewedBy.SECOND_PERSON && e.officer().equals(s.officer()) ->
          refused(REVIEWED_BY_ANOTHER_PERSON);
      case Step(Searching _, EndSearch e) ->
          moved(new Unresolved(e.by(), e.reviewedBy(), now), new MissingEvent.SearchEnded());
      case Step(Reported _, EndSearch _) -> refused(NOT_SEARCHED_FOR);
      case Step(Unresolved _, EndSearch _) -> refused(SEARCH_HAS_ENDED);

      case Step(FoundInDanger _, Find f) when !f.inDanger() ->
          moved(new FoundSafe(f.by(), now), new MissingEvent.OutOfDanger());
      case Step(FoundInDanger _, RecordDeath d) ->
          moved(new Died(d.by(), now), new MissingEvent.Died());
      case Step(FoundInDanger _, _) -> refused(FOUND_ALREADY);
      case Step(FoundSafe _, _) -> refused(FOUND_ALREADY);
      case Step(Died _, _) -> refused(PERSON_HAS_DIED);
    };
  }

  /** What {@link #decide} can grant in this state. */
  public static Set<Class<? extends MissingCommand>> possibleIn(Missing state) {
    return switch (state) {
      case Reported _ -> Set.of(Search.class, Find.class, RecordDeath.class);
      case Searching _ -> Set.of(Search.class, Find.class, RecordDeath.class, EndSearch.class);
      case Unresolved _ -> Set.of(Search.class, Find.class, RecordDeath.class);
      case FoundInDanger _ -> Set.of(Find.class, RecordDeath.class);
      case FoundSafe _, Died _ -> Set.of();
    };
  }
}
