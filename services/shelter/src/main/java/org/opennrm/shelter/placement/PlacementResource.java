package org.opennrm.shelter.placement;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.PlacementRef;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.access.CaseAlias;
import org.opennrm.platform.web.EntityVersion;
import org.opennrm.platform.web.Problems;
import org.opennrm.shelter.placement.PlacementService.Seen;

/**
 * The search as the two sides of it see it, and the coordinator. Steps are locked and ruled, so
 * {@code If-Match} is honoured where it is sent and not demanded.
 */
@Path("/shelter/placements")
@Tag(name = "placements")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class PlacementResource {

  private final PlacementService placements;
  private final CaseAlias aliases;
  private final Callers callers;

  @Inject
  PlacementResource(PlacementService placements, CaseAlias aliases, Callers callers) {
    this.placements = placements;
    this.aliases = aliases;
    this.callers = callers;
  }

  @GET
  @RolesAllowed({"identifier", "shelter-worker", "coordinator"})
  @Operation(summary = "The placements that the caller may see, newest first; or those of one case")
  public PlacementSummary.Page list(
      @QueryParam("case") @Nullable String alias,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    var caller = callers.current();
    var end = Cursor.read(after);
    var most = Cursor.limited(limit);
    if (alias == null) {
      return placements.list(caller, Optional.empty(), end, most);
    }
    return caseOf(alias, caller)
        .map(caseRef -> placements.list(caller, Optional.of(caseRef), end, most))
        .orElseGet(PlacementSummary.Page::empty);
  }

  @GET
  @Path("/{placement}")
  @RolesAllowed({"identifier", "shelter-worker", "coordinator"})
  @Operation(summary = "One placement, as far as the caller may see it")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = PlacementView.class)))
  public Response see(@PathParam("placement") String placement) {
    return answer(placements.see(callers.current(), known(placement)));
  }

  @PUT
  @Path("/{placement}/person-answer")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({"identifier", "shelter-worker"})
  @Operation(
      summary = "What the person says to the place, once they were told its rules and regime")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = PlacementView.class)))
  public Response personAnswers(
      @PathParam("placement") String placement,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      PersonAnswerForm form) {
    return answer(
        placements.personAnswers(callers.current(), known(placement), seen(ifMatch), form));
  }

  @PUT
  @Path("/{placement}/arrival")
  @RolesAllowed("shelter-worker")
  @Operation(summary = "The person is there; the place is theirs until they leave")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = PlacementView.class)))
  public Response arrive(
      @PathParam("placement") String placement, @HeaderParam("If-Match") @Nullable String ifMatch) {
    return answer(placements.arrive(callers.current(), known(placement), seen(ifMatch)));
  }

  @PUT
  @Path("/{placement}/non-arrival")
  @RolesAllowed("shelter-worker")
  @Operation(summary = "The person was expected and has not come")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = PlacementView.class)))
  public Response reportNotArrived(
      @PathParam("placement") String placement, @HeaderParam("If-Match") @Nullable String ifMatch) {
    return answer(placements.reportNotArrived(callers.current(), known(placement), seen(ifMatch)));
  }

  @PUT
  @Path("/{placement}/departure")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("shelter-worker")
  @Operation(summary = "The person moves out; the place is free")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = PlacementView.class)))
  public Response leave(
      @PathParam("placement") String placement,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      DepartureForm form) {
    return answer(placements.leave(callers.current(), known(placement), seen(ifMatch), form));
  }

  /** An alias that is not the caller's own names no case: the list is as empty as for any other. */
  private Optional<CaseRef> caseOf(String alias, Caller caller) {
    return aliases.read(alias, caller.organisation());
  }

  private static Response answer(Seen seen) {
    return Response.ok(seen.view()).header("ETag", seen.version().etag()).build();
  }

  private static Optional<EntityVersion> seen(@Nullable String ifMatch) {
    return ifMatch == null ? Optional.empty() : Optional.of(EntityVersion.required(ifMatch));
  }

  /** A reference that cannot exist gets the answer of one that does not. */
  private static PlacementRef known(String placement) {
    try {
      return new PlacementRef(placement);
    } catch (IllegalArgumentException e) {
      throw Problems.notFound();
    }
  }
}
