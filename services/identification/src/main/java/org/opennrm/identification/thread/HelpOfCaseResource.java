package org.opennrm.identification.thread;

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
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.opennrm.identification.help.HelpView;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.web.Aliases;
import org.opennrm.platform.web.Mandated;

/** What is asked for a person, by whoever leads their case or identifies. */
@Path("/identification/cases/{case}/help")
@Tag(name = "help")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"identifier", "helper"})
@Mandated({"identification", "lead-support"})
@RunOnVirtualThread
class HelpOfCaseResource {

  private final ThreadService thread;
  private final Callers callers;
  private final Aliases aliases;

  @Inject
  HelpOfCaseResource(ThreadService thread, Callers callers, Aliases aliases) {
    this.thread = thread;
    this.callers = callers;
    this.aliases = aliases;
  }

  @POST
  @Operation(
      summary = "Ask for help; the office that gives it in the area is asked, and a clock starts")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = HelpView.class)))
  public Response ask(
      @PathParam("case") String alias, @HeaderParam("Idempotency-Key") String key, HelpForm form) {
    var caller = callers.current();
    var seen = thread.ask(caller, aliases.read(alias, caller), key, form);
    return Response.created(URI.create("/identification/help/" + seen.view().handOver()))
        .header("ETag", seen.version().etag())
        .entity(seen.view())
        .build();
  }

  @GET
  @Operation(summary = "Everything that was asked for, and how it stands; the read is recorded")
  public List<HelpView> all(@PathParam("case") String alias) {
    var caller = callers.current();
    return thread.ofCase(caller, aliases.read(alias, caller));
  }
}
