package org.opennrm.identification.thread;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.help.HelpView;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.web.Aliases;
import org.opennrm.platform.web.Coded;
import org.opennrm.platform.web.Mandated;

/** Which organisation keeps the thread of a case. */
@Path("/identification/cases/{case}/lead-support")
@Tag(name = "help")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"identifier", "helper"})
@Mandated({"identification", "lead-support"})
@RunOnVirtualThread
class LeadSupportResource {

  private final ThreadService thread;
  private final Callers callers;
  private final Aliases aliases;

  @Inject
  LeadSupportResource(ThreadService thread, Callers callers, Aliases aliases) {
    this.thread = thread;
    this.callers = callers;
    this.aliases = aliases;
  }

  /** Whom the person wishes to be led by. */
  record LeadForm(@NotNull OrganisationCode to, @NotNull @Coded("sharing-bases") String basis) {}

  @PUT
  @Operation(
      summary =
          "At the person's wish another organisation leads: it is asked, and the one before is not any more")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = HelpView.class)))
  public Response change(@PathParam("case") String alias, LeadForm form) {
    var caller = callers.current();
    var seen = thread.changeLead(caller, aliases.read(alias, caller), form.to(), form.basis());
    return Response.ok(seen.view()).header("ETag", seen.version().etag()).build();
  }
}
