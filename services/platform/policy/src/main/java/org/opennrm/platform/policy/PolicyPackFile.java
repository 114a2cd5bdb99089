package org.opennrm.platform.policy;

import static org.opennrm.platform.policy.YamlField.required;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.TemporalAmount;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.opennrm.contracts.codes.CodeLists;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.policy.model.AreaLevel;
import org.opennrm.platform.policy.model.Areas;
import org.opennrm.platform.policy.model.ClockName;
import org.opennrm.platform.policy.model.ClockRule;
import org.opennrm.platform.policy.model.PolicyPack;
import org.opennrm.platform.policy.model.ProtectionPolicy;
import org.opennrm.platform.policy.model.RiskLevel;
import org.opennrm.platform.policy.model.ShelterPolicy;
import org.opennrm.platform.policy.model.StepOwner;
import org.opennrm.platform.policy.model.WorkingCalendar;

/**
 * Reads one pack. Top-level fields that a country leaves out, and single clocks, come from the
 * default pack; everything else is checked here, so that a pack in force has no holes.
 */
final class PolicyPackFile {

  private static final Set<String> FIELDS =
      Set.of(
          "country",
          "version",
          "source",
          "zone",
          "weekend",
          "holidays",
          "languages",
          "minimum-cell",
          "clocks",
          "areas",
          "step-owners",
          "shelter",
          "protection");

  private final YamlField root;
  private final Map<String, YamlField> fields;
  private final Map<String, YamlField> clocks;

  private PolicyPackFile(
      YamlField root, Map<String, YamlField> fields, Map<String, YamlField> clocks) {
    this.root = root;
    this.fields = fields;
    this.clocks = clocks;
  }

  /**
   * @throws InvalidPolicyPack naming file, line and field
   */
  static PolicyPack read(String file, String text, String fallback) {
    var own = YamlField.root(file, text);
    var inherited = YamlField.root("default.yaml", fallback).fields(FIELDS);
    var ownFields = own.fields(FIELDS);
    for (var mustSay : List.of("country", "version", "source", "areas")) {
      required(own, ownFields, mustSay);
    }
    var fields = new TreeMap<>(inherited);
    fields.putAll(ownFields);
    var clocks = clocksOf(required(own, inherited, "clocks"));
    Optional.ofNullable(ownFields.get("clocks"))
        .map(PolicyPackFile::clocksOf)
        .ifPresent(clocks::putAll);
    return new PolicyPackFile(own, fields, clocks).pack();
  }

  private PolicyPack pack() {
    var areas = areas(field("areas"));
    return new PolicyPack(
        field("country").read("a country (ISO 3166-1, lower case) or any", PolicyPackFile::country),
        field("version").text(),
        field("source").text(),
        calendar(),
        clockRules(),
        areas,
        field("step-owners").items().stream().map(item -> owner(item, areas)).toList(),
        field("languages").items().stream()
            .map(i -> i.read("a language (ISO 639-3)", PolicyPackFile::language))
            .toList(),
        field("minimum-cell").read("a whole number from 3 on", PolicyPackFile::minimumCell),
        new ShelterPolicy(
            field("shelter").items().stream().map(PolicyPackFile::facilityUse).toList()),
        protection(field("protection")));
  }

  private YamlField field(String name) {
    return required(root, fields, name);
  }

  private WorkingCalendar calendar() {
    var weekend = EnumSet.noneOf(DayOfWeek.class);
    for (var day : field("weekend").items()) {
      weekend.add(
          day.read("a day of the week", d -> DayOfWeek.valueOf(d.toUpperCase(Locale.ROOT))));
    }
    var holidays = new HashSet<LocalDate>();
    for (var day : field("holidays").items()) {
      if (!holidays.add(day.read("a date (2026-05-01)", LocalDate::parse))) {
        throw day.wrong("stands twice");
      }
    }
    var zone = field("zone").read("a time zone (Europe/Sarajevo)", ZoneId::of);
    if (weekend.size() == DayOfWeek.values().length) {
      throw field("weekend").wrong("a week needs a working day");
    }
    return new WorkingCalendar(zone, weekend, holidays);
  }

  private static TreeMap<String, YamlField> clocksOf(YamlField clocks) {
    var known = new HashSet<String>();
    for (var name : ClockName.values()) {
      known.add(name.code());
    }
    return new TreeMap<>(clocks.fields(known));
  }

  private Map<ClockName, ClockRule> clockRules() {
    var rules = new EnumMap<ClockName, ClockRule>(ClockName.class);
    for (var name : ClockName.values()) {
      rules.put(name, clockRule(required(field("clocks"), clocks, name.code())));
    }
    return rules;
  }

  private static ClockRule clockRule(YamlField clock) {
    var parts = clock.fields(Set.of("within", "grace", "days"));
    var within =
        required(clock, parts, "within").read("a duration (PT2H, P2D)", PolicyPackFile::amount);
    var grace =
        required(clock, parts, "grace").read("a duration (PT2H, P2D)", PolicyPackFile::amount);
    var days = Optional.ofNullable(parts.get("days"));
    var working =
        days.map(d -> d.read("working or calendar", PolicyPackFile::workingDays)).orElse(false);
    try {
      return new ClockRule(within, grace, working);
    } catch (IllegalArgumentException e) {
      throw clock.wrong(e.getMessage());
    }
  }

  private static TemporalAmount amount(String text) {
    return text.contains("T") ? Duration.parse(text) : Period.parse(text);
  }

  private static boolean workingDays(String text) {
    return switch (text) {
      case "working" -> true;
      case "calendar" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Areas areas(YamlField list) {
    var areas = list.items().stream().map(PolicyPackFile::area).toList();
    try {
      return new Areas(areas);
    } catch (IllegalArgumentException e) {
      throw list.wrong(e.getMessage());
    }
  }

  private static Areas.Area area(YamlField item) {
    var parts = item.fields(Set.of("code", "name", "level", "within"));
    return new Areas.Area(
        required(item, parts, "code").read("an area code", AreaCode::new),
        required(item, parts, "name").text(),
        required(item, parts, "level")
            .read(
                "country, entity, region or municipality",
                l -> AreaLevel.valueOf(l.toUpperCase(Locale.ROOT))),
        Optional.ofNullable(parts.get("within")).map(w -> w.read("an area code", AreaCode::new)));
  }

  private static StepOwner owner(YamlField item, Areas areas) {
    var parts = item.fields(Set.of("step", "area", "organisation", "from", "until"));
    var area = required(item, parts, "area");
    var owner =
        new StepOwner(
            required(item, parts, "step").text(),
            area.read("an area code", AreaCode::new),
            required(item, parts, "organisation")
                .read("an organisation code", OrganisationCode::new),
            required(item, parts, "from").read("a date (2003-01-01)", LocalDate::parse),
            Optional.ofNullable(parts.get("until"))
                .map(u -> u.read("a date (2003-01-01)", LocalDate::parse)));
    if (!areas.knows(owner.area())) {
      throw area.wrong("the pack names no area " + owner.area());
    }
    if (owner.until().map(until -> !until.isAfter(owner.from())).orElse(false)) {
      throw parts.get("until").wrong("ends before it begins");
    }
    return owner;
  }

  private static ShelterPolicy.FacilityUse facilityUse(YamlField item) {
    var parts = item.fields(Set.of("facility-type", "up-to"));
    return new ShelterPolicy.FacilityUse(
        required(item, parts, "facility-type")
            .read("a facility type", PolicyPackFile::facilityType),
        required(item, parts, "up-to").read("low, medium or high", RiskLevel::of));
  }

  private static ProtectionPolicy protection(YamlField protection) {
    var parts =
        protection.fields(
            Set.of("deciders", "host-may-decide", "reflection", "reflection-is-automatic"));
    var deciders = required(protection, parts, "deciders");
    var reflection = required(protection, parts, "reflection");
    try {
      return new ProtectionPolicy(
          deciders.items().stream()
              .map(kind -> kind.read("a kind of organisation", PolicyPackFile::kind))
              .collect(Collectors.toSet()),
          required(protection, parts, "host-may-decide")
              .read("true or false", PolicyPackFile::bool),
          reflection.read("days or months (P30D, P6M)", Period::parse),
          required(protection, parts, "reflection-is-automatic")
              .read("true or false", PolicyPackFile::bool));
    } catch (IllegalArgumentException e) {
      throw protection.wrong(e.getMessage());
    }
  }

  private static String kind(String code) {
    if (!code.matches("[a-z][a-z-]{1,39}")) {
      throw new IllegalArgumentException(code);
    }
    return code;
  }

  private static boolean bool(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Optional<CountryCode> country(String code) {
    return code.equals("any") ? Optional.empty() : Optional.of(new CountryCode(code));
  }

  private static String facilityType(String code) {
    if (!CodeLists.of("facility-types").contains(code)) {
      throw new IllegalArgumentException(code);
    }
    return code;
  }

  private static String language(String code) {
    if (!code.matches("[a-z]{3}")) {
      throw new IllegalArgumentException(code);
    }
    return code;
  }

  private static int minimumCell(String text) {
    var cell = Integer.parseInt(text);
    if (cell < 3) {
      throw new IllegalArgumentException(text);
    }
    return cell;
  }
}
