package org.opennrm.identification.consent;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
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
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.web.Aliases;
import org.opennrm.platform.web.Mandated;

/** What the person agreed to, through the organisation that holds the identification step. */
@Path("/identification/cases/{case}/consents")
@Tag(name = "consents")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("identifier")
@RunOnVirtualThread
class ConsentResource {

  private final ConsentService consents;
  private final Callers callers;
  private final Aliases aliases;

  @Inject
  ConsentResource(ConsentService consents, Callers callers, Aliases aliases) {
    this.consents = consents;
    this.callers = callers;
    this.aliases = aliases;
  }

  @POST
  @Mandated("identification")
  @Operation(
      summary = "Record what the person said; a withdrawal is answered with who has read already")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = ConsentService.View.class)))
  public Response record(
      @PathParam("case") String alias,
      @HeaderParam("Idempotency-Key") String key,
      ConsentForm form) {
    var caller = callers.current();
    return Response.status(Response.Status.CREATED)
        .entity(consents.record(caller, aliases.read(alias, caller), key, form))
        .build();
  }

  @GET
  @Mandated("identification")
  @Operation(summary = "Every version, oldest first; the read is recorded")
  public List<ConsentService.View> all(@PathParam("case") String alias) {
    var caller = callers.current();
    return consents.ofCase(caller, aliases.read(alias, caller));
  }
}
