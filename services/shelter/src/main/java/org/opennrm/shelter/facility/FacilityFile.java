package org.opennrm.shelter.facility;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.opennrm.contracts.codes.CodeLists;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.FacilityCode;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.shelter.facility.model.Availability;
import org.opennrm.shelter.facility.model.Capacity;
import org.opennrm.shelter.facility.model.Facility;
import org.opennrm.shelter.facility.model.ForWhom;
import org.opennrm.shelter.facility.model.Regime;

/** A file of facilities. What does not hold together is refused with the facility and the field. */
final class FacilityFile {

  private static final ObjectReader YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build()
          .readerFor(Written.class);

  private FacilityFile() {}

  /** A facility with the address that is about to be sealed. */
  record Entry(Facility facility, String address) {}

  static List<Entry> read(String name, String text) {
    try {
      Written written = YAML.readValue(text);
      var codes = new HashSet<String>();
      return written.facilities().stream().map(facility -> entry(name, facility, codes)).toList();
    } catch (JsonProcessingException e) {
      // Without Jackson's own words: they quote the file, and the file holds addresses.
      throw new IllegalStateException(
          "%s, line %d: not a list of facilities as its head describes"
              .formatted(name, e.getLocation() == null ? 1 : e.getLocation().getLineNr()));
    }
  }

  private static Entry entry(String file, FacilityWritten written, Set<String> codes) {
    var check = new Check(file, written.code());
    check.that(codes.add(written.code()), "code", "stands twice");
    var forWhom = written.forWhom();
    check.codes("type", "facility-types", List.of(written.type()));
    check.codes("forWhom.sexes", "sexes", forWhom.sexes());
    check.codes("forWhom.ageBands", "age-bands", forWhom.ageBands());
    check.codes("capabilities", "capabilities", written.capabilities());
    check.codes("accessibility", "accessibility", written.accessibility());
    check.that(
        written.languages().stream().allMatch(l -> l.matches("[a-z]{3}")),
        "languages",
        "ISO 639-3, three letters each");
    check.that(!written.address().isBlank(), "address", "is empty");
    return new Entry(facility(check, written), written.address());
  }

  private static Facility facility(Check check, FacilityWritten written) {
    var forWhom = written.forWhom();
    return new Facility(
        check.value("code", "a facility code", () -> new FacilityCode(written.code())),
        written.type(),
        check.value("operator", "an organisation", () -> new OrganisationCode(written.operator())),
        check.value("country", "a country", () -> new CountryCode(written.country())),
        check.value("area", "an area", () -> new AreaCode(written.area())),
        check.value(
            "capacity", "a number, unknown or on-demand", () -> capacity(written.capacity())),
        new ForWhom(
            Set.copyOf(forWhom.sexes()),
            Set.copyOf(forWhom.ageBands()),
            forWhom.families(),
            forWhom.childrenAlone()),
        Set.copyOf(written.languages()),
        Set.copyOf(written.capabilities()),
        Set.copyOf(written.accessibility()),
        check.value("regime", "open or locked", () -> Regime.valueOf(inCapitals(written.regime()))),
        check.value(
            "availability",
            "open, full or suspended",
            () -> Availability.valueOf(inCapitals(written.availability()))));
  }

  private static Capacity capacity(String written) {
    return switch (written) {
      case "unknown" -> new Capacity.Unknown();
      case "on-demand" -> new Capacity.OnDemand();
      default -> new Capacity.Beds(Integer.parseInt(written));
    };
  }

  private static String inCapitals(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  private record Check(String file, String facility) {

    void that(boolean holds, String field, String otherwise) {
      if (!holds) {
        throw wrong(field, otherwise);
      }
    }

    void codes(String field, String list, List<String> codes) {
      that(
          CodeLists.of(list).codes().containsAll(codes),
          field,
          "codes of " + list + ": " + String.join(", ", CodeLists.of(list).codes()));
    }

    <T> T value(String field, String expected, Supplier<T> reading) {
      try {
        return reading.get();
      } catch (IllegalArgumentException e) {
        throw wrong(field, "expected " + expected);
      }
    }

    private IllegalStateException wrong(String field, String what) {
      return new IllegalStateException(
          "%s, facility %s, %s: %s".formatted(file, facility, field, what));
    }
  }

  private record Written(List<FacilityWritten> facilities) {}

  private record FacilityWritten(
      String code,
      String country,
      String type,
      String operator,
      String area,
      String capacity,
      ForWhomWritten forWhom,
      List<String> languages,
      List<String> capabilities,
      List<String> accessibility,
      String regime,
      String availability,
      String address) {}

  private record ForWhomWritten(
      List<String> sexes, List<String> ageBands, boolean families, boolean childrenAlone) {}
}
