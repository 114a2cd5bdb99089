package org.opennrm.coordination.escalation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.coordination.escalation.model.Desk;
import org.opennrm.platform.access.Organisations;
import org.opennrm.platform.policy.PolicyPacks;

/**
 * Who coordinates a country on a day: the pack's owner of the step, dated as every ownership is; in
 * a country whose pack names none, the office with the mandate.
 */
@ApplicationScoped
public class NationalDesks {

  private static final String STEP = "coordination";
  private static final String DEPUTY_STEP = "coordination-deputy";

  private final PolicyPacks packs;
  private final Organisations organisations;

  @Inject
  NationalDesks(PolicyPacks packs, Organisations organisations) {
    this.packs = packs;
    this.organisations = organisations;
  }

  public Optional<Desk> of(CountryCode country, Instant now) {
    var pack = packs.of(country);
    var area = new AreaCode(country.value());
    var today = pack.calendar().dayOf(now);
    return pack.ownerOf(STEP, area, today)
        .or(() -> organisations.ownerIn(country, STEP, today))
        .map(coordinator ->
            new Desk(
                coordinator,
                pack.ownerOf(DEPUTY_STEP, area, today)
                    .or(() -> organisations.deputyOf(coordinator))
                    .filter(deputy -> !deputy.equals(coordinator))));
  }
}
