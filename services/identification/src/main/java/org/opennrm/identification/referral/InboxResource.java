package org.opennrm.identification.referral;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.opennrm.identification.referral.model.Referral;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.messaging.StateCodec;
import org.opennrm.platform.web.Mandated;
import org.opennrm.platform.web.Problems;

/** What waits for the caller's organisation: received by the organisation, not by a person. */
@Path("/identification/inbox")
@Tag(name = "inbox")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class InboxResource {

  private static final Set<String> STATES = StateCodec.of(Referral.class).names();

  private final ReferralService referrals;
  private final Callers callers;

  @Inject
  InboxResource(ReferralService referrals, Callers callers) {
    this.referrals = referrals;
    this.callers = callers;
  }

  @GET
  @RolesAllowed("identifier")
  @Mandated("identification")
  @Operation(
      summary = "Referrals that wait for an answer, most urgent first; or those in one state")
  public ReferralSummary.Page inbox(
      @QueryParam("state") String state,
      @QueryParam("after") String after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    if (state != null && !STATES.contains(state)) {
      throw Problems.malformed(
          "state", "one of: " + String.join(", ", STATES.stream().sorted().toList()));
    }
    return referrals.inbox(
        callers.current(), state, ReferralViews.cursor(after), ReferralResource.limited(limit));
  }
}
