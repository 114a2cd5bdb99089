package org.opennrm.identification.casefile;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opennrm.identification.casefile.CaseFileService.Seen;
import org.opennrm.identification.casefile.model.CaseFileCommand;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.web.Aliases;
import org.opennrm.platform.web.Coded;
import org.opennrm.platform.web.EntityVersion;
import org.opennrm.platform.web.Mandated;

/** The case file, for the organisation that holds the identification step. */
@Path("/identification/cases/{case}")
@Tag(name = "case files")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("identifier")
@RunOnVirtualThread
class CaseFileResource {

  private final CaseFileService cases;
  private final Callers callers;
  private final Aliases aliases;

  @Inject
  CaseFileResource(CaseFileService cases, Callers callers, Aliases aliases) {
    this.cases = cases;
    this.callers = callers;
    this.aliases = aliases;
  }

  /** Reasonable grounds, as far as they are seen; forms may be left open. */
  record PresumptionForm(
      @NotEmpty @Coded("presumption-grounds") Set<String> grounds,
      @Nullable @Coded("forms-of-exploitation") Set<String> forms) {}

  record ClosureForm(@NotNull @Coded("case-closure-reasons") String reason) {}

  @GET
  @Mandated("identification")
  @Operation(summary = "The file's state; the read is recorded")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CaseFileView.class)))
  public Response see(@PathParam("case") String alias) {
    var caller = callers.current();
    return answer(cases.see(caller, aliases.read(alias, caller)));
  }

  @PUT
  @Path("/presumption")
  @Mandated("identification")
  @Operation(summary = "Record a first responder's reasonable grounds")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CaseFileView.class)))
  public Response presume(
      @PathParam("case") String alias,
      @HeaderParam("If-Match") String ifMatch,
      PresumptionForm form) {
    var by = callers.current().organisation();
    var forms = form.forms() == null ? Set.<String>of() : form.forms();
    return handle(alias, ifMatch, new CaseFileCommand.Presume(by, form.grounds(), forms));
  }

  @PUT
  @Path("/closure")
  @Mandated("identification")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CaseFileView.class)))
  public Response close(
      @PathParam("case") String alias, @HeaderParam("If-Match") String ifMatch, ClosureForm form) {
    return handle(alias, ifMatch, new CaseFileCommand.Close(form.reason()));
  }

  @PUT
  @Path("/reopening")
  @Mandated("identification")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CaseFileView.class)))
  public Response reopen(@PathParam("case") String alias, @HeaderParam("If-Match") String ifMatch) {
    return handle(alias, ifMatch, new CaseFileCommand.Reopen());
  }

  private Response handle(String alias, String ifMatch, CaseFileCommand command) {
    var caller = callers.current();
    return answer(
        cases.handle(
            caller, aliases.read(alias, caller), EntityVersion.required(ifMatch), command));
  }

  private static Response answer(Seen seen) {
    return Response.ok(seen.view()).header("ETag", seen.version().etag()).build();
  }
}
