package org.opennrm.identification.casefile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.casefile.model.Decider;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.access.Organisations;
import org.opennrm.platform.policy.PolicyPacks;

/** Who may decide on a finding, and who is uninvolved enough to look at it again. */
@ApplicationScoped
class Deciders {

  private static final String COORDINATION = "coordination";

  private final Organisations organisations;
  private final PolicyPacks packs;
  private final Hosts hosts;

  @Inject
  Deciders(Organisations organisations, PolicyPacks packs, Hosts hosts) {
    this.organisations = organisations;
    this.packs = packs;
    this.hosts = hosts;
  }

  Decider of(Caller caller, CaseFileRow row) {
    var protection = packs.of(new CountryCode(row.country)).protection();
    var organisation = caller.organisation();
    return new Decider(
        organisation,
        protection.deciders().contains(organisations.get(organisation).kind()),
        protection.hostMayDecide() || !hosts.isHost(organisation, new CaseRef(row.caseRef)));
  }

  /**
   * The pack's reviewer for the area; else who has the mandate in the country; else the
   * coordinator, who finds somebody.
   *
   * @param involved whom nobody asks to review, if anybody has decided
   * @return empty where even the coordinator is involved
   */
  Optional<OrganisationCode> reviewerFor(
      CaseFileRow row, Optional<OrganisationCode> involved, Instant now) {
    var country = new CountryCode(row.country);
    var pack = packs.of(country);
    var day = pack.calendar().dayOf(now);
    return Stream.of(
            pack.ownerOf(CaseFileAnnouncer.REVIEW, new AreaCode(row.area), day)
                .filter(owner -> organisations.find(owner).isPresent()),
            organisations.ownerIn(country, CaseFileAnnouncer.REVIEW, day),
            organisations.ownerIn(country, COORDINATION, day))
        .flatMap(Optional::stream)
        .filter(candidate -> !involved.equals(Optional.of(candidate)))
        .findFirst();
  }

  /** Whether the organisation looks again at decisions in the case's country today. */
  boolean reviews(OrganisationCode organisation, CaseFileRow row, Instant now) {
    var country = new CountryCode(row.country);
    return organisations.find(organisation).filter(o -> o.country().equals(country)).isPresent()
        && organisations.mayDo(
            organisation, CaseFileAnnouncer.REVIEW, packs.of(country).calendar().dayOf(now));
  }
}
