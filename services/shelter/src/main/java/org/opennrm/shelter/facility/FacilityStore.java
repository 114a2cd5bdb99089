package org.opennrm.shelter.facility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.FacilityCode;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.access.Vault;
import org.opennrm.shelter.facility.model.Facility;

/** Facilities in the database; an address goes in sealed and comes out by one method only. */
@ApplicationScoped
class FacilityStore {

  private static final String ADDRESS = "address";

  private final EntityManager entities;
  private final Vault vault;

  @Inject
  FacilityStore(EntityManager entities, Vault vault) {
    this.entities = entities;
    this.vault = vault;
  }

  Optional<Facility> find(FacilityCode code) {
    return FacilityRow.<FacilityRow>findByIdOptional(code.value()).map(FacilityRow::facility);
  }

  List<Facility> inCountry(CountryCode country) {
    return FacilityRow.<FacilityRow>list("country = ?1 order by code", country.value()).stream()
        .map(FacilityRow::facility)
        .toList();
  }

  List<Facility> of(OrganisationCode operator) {
    return FacilityRow.<FacilityRow>list("operator = ?1 order by code", operator.value()).stream()
        .map(FacilityRow::facility)
        .toList();
  }

  void insert(Facility facility, String address) {
    FacilityRow.of(facility).persistAndFlush();
    entities
        .createNativeQuery("insert into facility_address (facility, sealed) values (?, ?)")
        .setParameter(1, facility.code().value())
        .setParameter(2, vault.seal(keeper(facility.code()), ADDRESS, address))
        .executeUpdate();
  }

  /** The address in clear; whoever asks has recorded the read. */
  String addressOf(FacilityCode code) {
    var sealed =
        (byte[])
            entities
                .createNativeQuery("select sealed from facility_address where facility = ?")
                .setParameter(1, code.value())
                .getSingleResult();
    return vault.open(keeper(code), ADDRESS, sealed);
  }

  private static String keeper(FacilityCode code) {
    return "facility/" + code;
  }
}
