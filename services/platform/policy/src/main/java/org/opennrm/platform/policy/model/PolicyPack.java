package org.opennrm.platform.policy.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * One country's rules. Complete by construction: every clock is set, every owner stands in a known
 * area, and countries differ by this value only, never by code.
 *
 * @param country empty for the pack that every country without its own lives by
 */
public record PolicyPack(
    Optional<CountryCode> country,
    String version,
    String source,
    WorkingCalendar calendar,
    Map<ClockName, ClockRule> clocks,
    Areas areas,
    List<StepOwner> owners,
    List<String> languages,
    int minimumCell,
    ShelterPolicy shelter,
    ProtectionPolicy protection) {

  public PolicyPack {
    clocks = Map.copyOf(clocks);
    owners = List.copyOf(owners);
    languages = List.copyOf(languages);
    var missing = EnumSet.allOf(ClockName.class);
    missing.removeAll(clocks.keySet());
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "no rule for the clock " + missing.iterator().next().code());
    }
  }

  /** When an answer is due and when silence escalates, for a clock that starts now. */
  public DueTimes dueTimes(ClockName clock, Instant start) {
    return clocks.get(clock).from(start, calendar);
  }

  /**
   * Who owns the step in the smallest named area around the given one on that day; empty where
   * nobody does, which the caller must answer for, never skip.
   */
  public Optional<OrganisationCode> ownerOf(String step, AreaCode area, LocalDate day) {
    return areas.upwardsFrom(area).stream()
        .flatMap(around ->
            owners.stream()
                .filter(o -> o.step().equals(step) && o.area().equals(around) && o.holdsOn(day)))
        .map(StepOwner::organisation)
        .findFirst();
  }
}
