package org.opennrm.shelter.facility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.FacilityCode;
import org.opennrm.platform.policy.PolicyPacks;
import org.opennrm.platform.policy.model.AreaLevel;
import org.opennrm.shelter.facility.model.Facility;

/**
 * What placement may ask about facilities: which there are, and what may be told of where they
 * stand.
 */
@ApplicationScoped
public class Facilities {

  private final FacilityStore store;
  private final PolicyPacks packs;

  @Inject
  Facilities(FacilityStore store, PolicyPacks packs) {
    this.store = store;
    this.packs = packs;
  }

  @Transactional(TxType.MANDATORY)
  public List<Facility> inCountry(CountryCode country) {
    return store.inCountry(country);
  }

  @Transactional(TxType.MANDATORY)
  public Facility get(FacilityCode code) {
    return store.find(code).orElseThrow();
  }

  /** The region of a facility where it shares it with another; alone there it would be found. */
  @Transactional(TxType.MANDATORY)
  public Optional<AreaCode> sharedRegionOf(Facility facility) {
    var areas = packs.of(facility.country()).areas();
    return areas
        .at(AreaLevel.REGION, facility.area())
        .filter(region ->
            store.inCountry(facility.country()).stream()
                .anyMatch(other ->
                    !other.code().equals(facility.code()) && areas.within(other.area(), region)));
  }
}
