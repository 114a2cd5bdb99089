package org.opennrm.platform.access;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.access.CallerRefused.Reason;

/** Reads the caller from the token that Quarkus has verified. */
@ApplicationScoped
public class Callers {

  private final SecurityIdentity identity;
  private final Organisations organisations;

  @Inject
  Callers(SecurityIdentity identity, Organisations organisations) {
    this.identity = identity;
    this.organisations = organisations;
  }

  /**
   * @throws CallerRefused where the token names no organisation, or one that is not in the
   *     directory
   */
  public Caller current() {
    if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
      throw new CallerRefused(Reason.NO_ORGANISATION);
    }
    var organisation = organisationIn(token);
    if (organisations.find(organisation).isEmpty()) {
      throw new CallerRefused(Reason.UNKNOWN_ORGANISATION);
    }
    return new Caller(
        Optional.ofNullable(token.getSubject()).orElse("?"),
        Optional.<Object>ofNullable(token.getClaim("azp")).map(Object::toString).orElse("?"),
        organisation,
        identity.getRoles());
  }

  public boolean anonymous() {
    return identity.isAnonymous();
  }

  private static OrganisationCode organisationIn(JsonWebToken token) {
    Object claim = token.getClaim("organisation");
    if (claim == null) {
      throw new CallerRefused(Reason.NO_ORGANISATION);
    }
    try {
      return new OrganisationCode(claim.toString());
    } catch (IllegalArgumentException e) {
      throw new CallerRefused(Reason.UNKNOWN_ORGANISATION);
    }
  }
}
