package org.opennrm.coordination.releases;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opennrm.coordination.QueryValues;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.web.GivesWay;
import org.opennrm.platform.web.Mandated;
import org.opennrm.platform.web.Problems;

/** Where the coordinator's office drafts what is to be published, and answers for it. */
@Path("/coordination/releases")
@Tag(name = "releases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ReleaseResource {

  private final ReleaseService releases;
  private final Callers callers;

  @Inject
  ReleaseResource(ReleaseService releases, Callers callers) {
    this.releases = releases;
    this.callers = callers;
  }

  @POST
  @RolesAllowed("coordinator")
  @Mandated("coordination")
  @GivesWay
  @Operation(summary = "Draft a release of a year, a quarter or a month; nobody else sees it yet")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = ReleaseView.class)))
  public Response draft(@HeaderParam("Idempotency-Key") @Nullable String key, ReleaseForm form) {
    var drafted = releases.draft(callers.current(), key, form);
    return Response.created(URI.create("/coordination/releases/" + drafted.id()))
        .entity(drafted)
        .build();
  }

  @GET
  @RolesAllowed("coordinator")
  @Mandated("coordination")
  @Operation(summary = "The country's releases, newest first, whatever became of them")
  public ReleaseView.Page list(
      @QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
    return releases.list(
        callers.current(),
        QueryValues.after(after).map(QueryValues.Cursor::withUuid),
        QueryValues.limit(limit));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed("coordinator")
  @Mandated("coordination")
  @Operation(summary = "One release and what it says")
  public ReleaseView see(@PathParam("id") String id) {
    return releases.see(callers.current(), known(id));
  }

  @PUT
  @Path("/{id}/approval")
  @RolesAllowed("coordinator")
  @Mandated("coordination")
  @Operation(summary = "Publish a release; from now on it never changes")
  public ReleaseView approve(@PathParam("id") String id) {
    return releases.approve(callers.current(), known(id));
  }

  @PUT
  @Path("/{id}/discard")
  @RolesAllowed("coordinator")
  @Mandated("coordination")
  @Operation(summary = "Drop a draft")
  public ReleaseView discard(@PathParam("id") String id) {
    return releases.discard(callers.current(), known(id));
  }

  /** An identifier that cannot exist gets the answer of one that does not. */
  private static UUID known(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw Problems.notFound();
    }
  }
}
