package org.opennrm.identification.indicator;

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

/** What the indicators of a case point at, for the organisation that holds identification. */
@Path("/identification/cases/{case}/indicator-assessments")
@Tag(name = "indicators")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("identifier")
@RunOnVirtualThread
class AssessmentResource {

  private final AssessmentService assessments;
  private final Callers callers;
  private final Aliases aliases;

  @Inject
  AssessmentResource(AssessmentService assessments, Callers callers, Aliases aliases) {
    this.assessments = assessments;
    this.callers = callers;
    this.aliases = aliases;
  }

  @POST
  @Mandated("identification")
  @Operation(
      summary =
          "Explain what was seen, dimension by dimension; it supports a referral, or says nothing")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = AssessmentView.class)))
  public Response assess(
      @PathParam("case") String alias,
      @HeaderParam("Idempotency-Key") String key,
      AssessmentForm form) {
    var caller = callers.current();
    return Response.status(Response.Status.CREATED)
        .entity(assessments.assess(caller, aliases.read(alias, caller), key, form))
        .build();
  }

  @GET
  @Mandated("identification")
  @Operation(summary = "What was assessed so far, the latest first; the read is recorded")
  public List<AssessmentView> all(@PathParam("case") String alias) {
    var caller = callers.current();
    return assessments.ofCase(caller, aliases.read(alias, caller));
  }
}
