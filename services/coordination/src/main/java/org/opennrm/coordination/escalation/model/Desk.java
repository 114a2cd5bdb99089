package org.opennrm.coordination.escalation.model;

import java.util.Optional;
import org.opennrm.contracts.ids.OrganisationCode;

/** A country's coordinator and the deputy who answers when the coordinator is silent. */
public record Desk(OrganisationCode coordinator, Optional<OrganisationCode> deputy) {

  public Desk {
    if (deputy.filter(coordinator::equals).isPresent()) {
      throw new IllegalArgumentException("nobody is their own deputy");
    }
  }
}
