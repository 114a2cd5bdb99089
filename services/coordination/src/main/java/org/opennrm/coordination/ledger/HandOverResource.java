package org.opennrm.coordination.ledger;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.codes.CodeLists;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.coordination.QueryValues;
import org.opennrm.coordination.ledger.HandOverStore.Filter;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.web.Mandated;
import org.opennrm.platform.web.Problems;

/**
 * The coordinator's view of every hand-over in the country: none can be lost between two offices.
 */
@Path("/coordination/hand-overs")
@Tag(name = "hand-overs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class HandOverResource {

  private final HandOverService handOvers;
  private final Callers callers;

  @Inject
  HandOverResource(HandOverService handOvers, Callers callers) {
    this.handOvers = handOvers;
    this.callers = callers;
  }

  @GET
  @RolesAllowed("coordinator")
  @Mandated("coordination")
  @Operation(summary = "The country's hand-overs, newest first")
  public HandOverView.Page list(
      @QueryParam("state") @Nullable String state,
      @QueryParam("overdue") @Nullable String overdue,
      @QueryParam("step") @Nullable String step,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit) {
    return handOvers.list(
        callers.current(),
        new Filter(
            QueryValues.oneOf("state", state, HandOverState.codes()),
            QueryValues.flag("overdue", overdue),
            QueryValues.oneOf("step", step, CodeLists.of("hand-over-steps").codes())),
        QueryValues.after(after),
        QueryValues.limit(limit));
  }

  @GET
  @Path("/{reference}")
  @RolesAllowed("coordinator")
  @Mandated("coordination")
  @Operation(summary = "One hand-over with everything that was told about it")
  public HandOverView see(@PathParam("reference") String reference) {
    return handOvers.see(callers.current(), known(reference));
  }

  /** A reference that cannot exist gets the answer of one that does not. */
  private static HandOverRef known(String reference) {
    try {
      return new HandOverRef(reference);
    } catch (IllegalArgumentException e) {
      throw Problems.notFound();
    }
  }
}
