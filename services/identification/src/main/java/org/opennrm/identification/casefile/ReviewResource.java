package org.opennrm.identification.casefile;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
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
import org.opennrm.identification.casefile.model.CaseFileCommand;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.web.Aliases;
import org.opennrm.platform.web.EntityVersion;
import org.opennrm.platform.web.Mandated;

/**
 * A second look at a decision: asked for by the holder, taken up or passed on by whoever was asked.
 * The new decision is recorded through the same doors as the first one.
 */
@Path("/identification/cases/{case}/review")
@Tag(name = "reviews")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"identifier", "coordinator"})
@RunOnVirtualThread
class ReviewResource {

  private final CaseFileService cases;
  private final Callers callers;
  private final Aliases aliases;

  @Inject
  ReviewResource(CaseFileService cases, Callers callers, Aliases aliases) {
    this.cases = cases;
    this.callers = callers;
    this.aliases = aliases;
  }

  /**
   * @param to another organisation that reviews in this country
   */
  record PassingOn(@NotNull OrganisationCode to) {}

  @PUT
  @RolesAllowed("identifier")
  @Mandated("identification")
  @Operation(summary = "Ask somebody uninvolved to look again; it is never too late for it")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CaseFileView.class)))
  public Response askForReview(
      @PathParam("case") String alias,
      @HeaderParam("If-Match") String ifMatch,
      FindingForms.ReviewRequest form) {
    var caller = callers.current();
    return CaseFileResource.answer(
        cases.askForReview(
            caller, aliases.read(alias, caller), EntityVersion.required(ifMatch), form.askedBy()));
  }

  @PUT
  @Path("/acceptance")
  @Mandated("identification-review")
  @Operation(summary = "Take the second look up")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CaseFileView.class)))
  public Response accept(@PathParam("case") String alias, @HeaderParam("If-Match") String ifMatch) {
    var caller = callers.current();
    return CaseFileResource.answer(
        cases.handle(
            caller,
            aliases.read(alias, caller),
            EntityVersion.required(ifMatch),
            (_, _) -> new CaseFileCommand.AcceptReview(caller.organisation())));
  }

  @PUT
  @Path("/passing-on")
  @Mandated("identification-review")
  @Operation(
      summary = "Pass it on to another reviewer: the caller is involved after all, or cannot")
  public void passOn(
      @PathParam("case") String alias, @HeaderParam("If-Match") String ifMatch, PassingOn form) {
    var caller = callers.current();
    cases.passReviewOn(
        caller, aliases.read(alias, caller), EntityVersion.required(ifMatch), form.to());
  }
}
