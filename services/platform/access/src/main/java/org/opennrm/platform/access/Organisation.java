package org.opennrm.platform.access;

import java.util.List;
import java.util.Optional;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.OrganisationCode;

/** An organisation or walled unit that takes part, in exactly one country, with dated mandates. */
public record Organisation(
    OrganisationCode code,
    String name,
    String kind,
    CountryCode country,
    Optional<OrganisationCode> deputyOf,
    List<Mandate> mandates) {

  public Organisation {
    mandates = List.copyOf(mandates);
  }
}
