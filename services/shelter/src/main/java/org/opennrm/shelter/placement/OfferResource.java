package org.opennrm.shelter.placement;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.OfferRef;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.web.Mandated;
import org.opennrm.platform.web.Problems;

/** The desk of a shelter operator: what it is asked, and its answers. */
@Path("/shelter/offers")
@Tag(name = "offers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class OfferResource {

  private final OfferService offers;
  private final Callers callers;

  @Inject
  OfferResource(OfferService offers, Callers callers) {
    this.offers = offers;
    this.callers = callers;
  }

  @GET
  @RolesAllowed("shelter-worker")
  @Operation(summary = "What the caller's organisation was offered, newest first")
  public OfferView.Page list(
      @QueryParam("state") @Nullable String state,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    if (state != null && !OfferStore.STATES.contains(state)) {
      throw Problems.malformed(
          "state", "one of: " + String.join(", ", OfferStore.STATES.stream().sorted().toList()));
    }
    return offers.list(callers.current(), state, Cursor.read(after), Cursor.limited(limit));
  }

  @GET
  @Path("/{offer}")
  @RolesAllowed("shelter-worker")
  @Operation(
      summary = "One offer to the caller's organisation: what is needed, and by when to answer")
  public OfferView see(@PathParam("offer") String offer) {
    return offers.see(callers.current(), known(offer));
  }

  @PUT
  @Path("/{offer}/answer")
  @RolesAllowed("shelter-worker")
  @Mandated("shelter")
  @Operation(
      summary =
          "Accept or decline; the first acceptance wins, a later one gets 409 TAKEN_BY_ANOTHER")
  public OfferView answer(@PathParam("offer") String offer, AnswerForm form) {
    return offers.answer(callers.current(), known(offer), form);
  }

  /** A reference that cannot exist gets the answer of one that does not. */
  private static OfferRef known(String offer) {
    try {
      return new OfferRef(offer);
    } catch (IllegalArgumentException e) {
      throw Problems.notFound();
    }
  }
}
