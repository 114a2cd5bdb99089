package org.opennrm.platform.access;

import java.util.Set;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * Who is calling: a person or a machine, always for exactly one organisation or walled unit. What
 * they may do follows from the organisation's mandates and standings, not from the person.
 *
 * @param subject the token's subject, pseudonymous here
 * @param client the program the call came through
 */
public record Caller(
    String subject, String client, OrganisationCode organisation, Set<String> roles) {

  public Caller {
    roles = Set.copyOf(roles);
  }

  public boolean is(String role) {
    return roles.contains(role);
  }
}
