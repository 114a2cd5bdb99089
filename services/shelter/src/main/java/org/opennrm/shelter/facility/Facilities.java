package org.opennrm.shelter.facility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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

  /**
   * How old the list may be: a house that has closed since is asked once too often, and declines.
   */
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final FacilityStore store;
  private final PolicyPacks packs;
  private final Map<CountryCode, Listed> lists = new ConcurrentHashMap<>();

  private record Listed(List<Facility> facilities, long readAt) {

    boolean isFresh() {
      return System.nanoTime() - readAt < FRESH.toNanos();
    }
  }

  @Inject
  Facilities(FacilityStore store, PolicyPacks packs) {
    this.store = store;
    this.packs = packs;
  }

  /** All facilities of the country, as they were within the last second. */
  @Transactional(TxType.MANDATORY)
  public List<Facility> inCountry(CountryCode country) {
    var listed = lists.get(country);
    if (listed == null || !listed.isFresh()) {
      listed = new Listed(store.inCountry(country), System.nanoTime());
      lists.put(country, listed);
    }
    return listed.facilities();
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
            inCountry(facility.country()).stream()
                .anyMatch(other ->
                    !other.code().equals(facility.code()) && areas.within(other.area(), region)));
  }
}
