package org.opennrm.identification.help;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.access.Organisations;
import org.opennrm.platform.policy.PolicyPacks;

/** Who gives which help where, on a day. */
@ApplicationScoped
class HelpOwners {

  private static final String LAST_RESORT = "coordination";

  private final Organisations organisations;
  private final PolicyPacks packs;

  @Inject
  HelpOwners(Organisations organisations, PolicyPacks packs) {
    this.organisations = organisations;
    this.packs = packs;
  }

  /**
   * The pack's owner; else who has the mandate in the smallest area around.
   *
   * @param except who has said no already
   */
  Optional<OrganisationCode> of(
      String kind, CountryCode country, AreaCode area, Instant now, Set<OrganisationCode> except) {
    var pack = packs.of(country);
    var day = pack.calendar().dayOf(now);
    var drawn = pack.areas().upwardsFrom(area);
    var around = drawn.isEmpty() ? List.of(area, new AreaCode(country.value())) : drawn;
    return pack.ownerOf(kind, area, day)
        .filter(owner -> organisations.find(owner).isPresent() && !except.contains(owner))
        .or(() ->
            organisations.ownersAround(around, kind, day).stream()
                .filter(owner -> !except.contains(owner))
                .findFirst());
  }

  /**
   * Who answers for what nobody gives: the country's coordinator; where there is none, the office
   * that takes the case over.
   */
  OrganisationCode ofLastResort(
      CountryCode country, AreaCode area, Instant now, OrganisationCode otherwise) {
    var pack = packs.of(country);
    var day = pack.calendar().dayOf(now);
    return pack.ownerOf(LAST_RESORT, area, day)
        .filter(owner -> organisations.find(owner).isPresent())
        .or(() -> organisations.ownerIn(country, LAST_RESORT, day))
        .orElse(otherwise);
  }

  /** Whether that organisation may be asked for it that day. */
  boolean mayGive(OrganisationCode organisation, String kind, CountryCode country, Instant now) {
    return organisations.mayDo(organisation, kind, packs.of(country).calendar().dayOf(now));
  }
}
