package org.opennrm.shelter.facility;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.FacilityCode;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.shelter.facility.model.Availability;
import org.opennrm.shelter.facility.model.Capacity;
import org.opennrm.shelter.facility.model.Facility;
import org.opennrm.shelter.facility.model.ForWhom;
import org.opennrm.shelter.facility.model.Regime;

/** The row behind a facility; its address lies in another table. */
@Entity
@Table(name = "facility")
class FacilityRow extends PanacheEntityBase {
  @Id String code;

  String country;
  String type;
  String operator;
  String area;
  String capacity;
  @Nullable Integer beds;
  List<String> sexes;

  @Column(name = "age_bands")
  List<String> ageBands;

  boolean families;

  @Column(name = "children_alone")
  boolean childrenAlone;

  List<String> languages;
  List<String> capabilities;
  List<String> accessibility;
  String regime;
  String availability;

  static FacilityRow of(Facility facility) {
    var row = new FacilityRow();
    row.code = facility.code().value();
    row.country = facility.country().value();
    row.type = facility.type();
    row.operator = facility.operator().value();
    row.area = facility.area().value();
    row.capacity = kindOf(facility.capacity());
    row.beds = facility.capacity() instanceof Capacity.Beds(var count) ? count : null;
    row.sexes = sorted(facility.forWhom().sexes());
    row.ageBands = sorted(facility.forWhom().ageBands());
    row.families = facility.forWhom().families();
    row.childrenAlone = facility.forWhom().childrenAlone();
    row.languages = sorted(facility.languages());
    row.capabilities = sorted(facility.capabilities());
    row.accessibility = sorted(facility.accessibility());
    row.regime = facility.regime().name().toLowerCase(Locale.ROOT);
    row.availability = facility.availability().name().toLowerCase(Locale.ROOT);
    return row;
  }

  Facility facility() {
    return new Facility(
        new FacilityCode(code),
        type,
        new OrganisationCode(operator),
        new CountryCode(country),
        new AreaCode(area),
        capacityOf(capacity, beds),
        new ForWhom(Set.copyOf(sexes), Set.copyOf(ageBands), families, childrenAlone),
        Set.copyOf(languages),
        Set.copyOf(capabilities),
        Set.copyOf(accessibility),
        Regime.valueOf(regime.toUpperCase(Locale.ROOT)),
        Availability.valueOf(availability.toUpperCase(Locale.ROOT)));
  }

  static String kindOf(Capacity capacity) {
    return switch (capacity) {
      case Capacity.Beds _ -> "beds";
      case Capacity.Unknown _ -> "unknown";
      case Capacity.OnDemand _ -> "on-demand";
    };
  }

  private static Capacity capacityOf(String kind, @Nullable Integer beds) {
    return switch (kind) {
      case "unknown" -> new Capacity.Unknown();
      case "on-demand" -> new Capacity.OnDemand();
      case String _ when beds != null -> new Capacity.Beds(beds);
      default -> throw new IllegalStateException("a capacity without a number");
    };
  }

  private static List<String> sorted(Set<String> codes) {
    return codes.stream().sorted().toList();
  }
}
