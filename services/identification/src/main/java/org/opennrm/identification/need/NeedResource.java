package org.opennrm.identification.need;

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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.opennrm.contracts.ids.NeedRef;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.web.Aliases;
import org.opennrm.platform.web.Mandated;
import org.opennrm.platform.web.Problems;

/** What the person asks for, through the organisation that holds the identification step. */
@Path("/identification/cases/{case}/needs")
@Tag(name = "needs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("identifier")
@RunOnVirtualThread
class NeedResource {

  private final NeedService needs;
  private final Callers callers;
  private final Aliases aliases;

  @Inject
  NeedResource(NeedService needs, Callers callers, Aliases aliases) {
    this.needs = needs;
    this.callers = callers;
    this.aliases = aliases;
  }

  @POST
  @Mandated("identification")
  @Operation(summary = "State a need; for a shelter, every suitable facility is asked at once")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = NeedService.View.class)))
  public Response state(
      @PathParam("case") String alias, @HeaderParam("Idempotency-Key") String key, NeedForm form) {
    var caller = callers.current();
    return Response.status(Response.Status.CREATED)
        .entity(needs.state(caller, aliases.read(alias, caller), key, form))
        .build();
  }

  @GET
  @Mandated("identification")
  public List<NeedService.View> all(@PathParam("case") String alias) {
    var caller = callers.current();
    return needs.ofCase(caller, aliases.read(alias, caller));
  }

  @PUT
  @Path("/{need}/withdrawal")
  @Mandated("identification")
  @Operation(summary = "The person asks for it no longer; open offers are withdrawn")
  public NeedService.View withdraw(
      @PathParam("case") String alias, @PathParam("need") String need) {
    var caller = callers.current();
    return needs.withdraw(caller, aliases.read(alias, caller), known(need));
  }

  private static NeedRef known(String need) {
    try {
      return new NeedRef(need);
    } catch (IllegalArgumentException e) {
      throw Problems.notFound();
    }
  }
}
