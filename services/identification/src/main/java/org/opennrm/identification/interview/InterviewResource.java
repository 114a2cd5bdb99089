package org.opennrm.identification.interview;

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

/** Interviews of a case by an instrument, for the organisation that holds identification. */
@Path("/identification/cases/{case}/interviews")
@Tag(name = "interviews")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("identifier")
@RunOnVirtualThread
class InterviewResource {

  private final InterviewService interviews;
  private final Callers callers;
  private final Aliases aliases;

  @Inject
  InterviewResource(InterviewService interviews, Callers callers, Aliases aliases) {
    this.interviews = interviews;
    this.callers = callers;
    this.aliases = aliases;
  }

  @POST
  @Mandated("identification")
  @Operation(summary = "Record an interview by question; its warnings are returned and kept")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = InterviewService.Recorded.class)))
  public Response record(
      @PathParam("case") String alias,
      @HeaderParam("Idempotency-Key") String key,
      InterviewForm form) {
    var caller = callers.current();
    return Response.status(Response.Status.CREATED)
        .entity(interviews.record(caller, aliases.read(alias, caller), key, form))
        .build();
  }

  @GET
  @Mandated("identification")
  @Operation(summary = "The interviews so far, the latest first; the read is recorded")
  public List<InterviewService.Kept> all(@PathParam("case") String alias) {
    var caller = callers.current();
    return interviews.ofCase(caller, aliases.read(alias, caller));
  }
}
