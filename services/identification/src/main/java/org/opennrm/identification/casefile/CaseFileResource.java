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
import org.opennrm.identification.casefile.CaseFileService.Asked;
import org.opennrm.identification.casefile.CaseFileService.PersonsWord;
import org.opennrm.identification.casefile.CaseFileService.Seen;
import org.opennrm.identification.casefile.model.CaseFileCommand;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.policy.model.ClockName;
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

  record NextOfKinForm(@NotNull Boolean dangerWasLookedAt) {}

  record DisputeForm(@NotNull Boolean disputed) {}

  record NoContactForm(@NotNull Boolean noContact) {}

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
  @Operation(
      summary =
          "Record a first responder's reasonable grounds; after a review, that they are seen again")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CaseFileView.class)))
  public Response presume(
      @PathParam("case") String alias,
      @HeaderParam("If-Match") String ifMatch,
      PresumptionForm form) {
    var by = callers.current().organisation();
    return handle(
        alias,
        ifMatch,
        (_, _) ->
            new CaseFileCommand.Presume(by, form.grounds(), FindingForms.orNone(form.forms())));
  }

  @PUT
  @Path("/identified")
  @Mandated("identification")
  @Operation(
      summary =
          "Recognise the person as trafficked, element by element; a child needs no means, and consent or a border never matters")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CaseFileView.class)))
  public Response identify(
      @PathParam("case") String alias,
      @HeaderParam("If-Match") String ifMatch,
      FindingForms.Identification form) {
    var caller = callers.current();
    return handle(
        alias,
        ifMatch,
        (row, _) ->
            new CaseFileCommand.Identify(
                cases.decider(caller, row),
                form.elements(),
                FindingForms.orNone(form.onward()),
                row.isChildOrInDoubt()));
  }

  @PUT
  @Path("/not-identified")
  @Mandated("identification")
  @Operation(
      summary =
          "Not recognised as trafficking; help continues, the person was told how to ask for a review, and nobody removes them meanwhile")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CaseFileView.class)))
  public Response findNotIdentified(
      @PathParam("case") String alias,
      @HeaderParam("If-Match") String ifMatch,
      FindingForms.NonIdentification form) {
    var caller = callers.current();
    return handle(
        alias,
        ifMatch,
        (row, now) ->
            new CaseFileCommand.FindNotIdentified(
                cases.decider(caller, row),
                form.reasons(),
                FindingForms.orNone(form.onward()),
                row.isChildOrInDoubt(),
                form.toldHowToAskForReview(),
                cases.clockOf(row, ClockName.REVIEW_WINDOW, now).dueAt()));
  }

  @PUT
  @Path("/setting-aside")
  @Mandated("identification")
  @Operation(summary = "Set a recognition aside, for proven deception only; help runs on")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CaseFileView.class)))
  public Response setAside(
      @PathParam("case") String alias,
      @HeaderParam("If-Match") String ifMatch,
      FindingForms.SettingAside form) {
    var caller = callers.current();
    return handle(
        alias,
        ifMatch,
        (row, now) ->
            new CaseFileCommand.SetAside(
                cases.decider(caller, row),
                form.ground(),
                cases.clockOf(row, ClockName.HELP_AFTER_SET_ASIDE, now).dueAt()));
  }

  @PUT
  @Path("/closure")
  @Mandated("identification")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CaseFileView.class)))
  public Response close(
      @PathParam("case") String alias, @HeaderParam("If-Match") String ifMatch, ClosureForm form) {
    return handle(alias, ifMatch, (_, _) -> new CaseFileCommand.Close(form.reason()));
  }

  @PUT
  @Path("/reopening")
  @Mandated("identification")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CaseFileView.class)))
  public Response reopen(@PathParam("case") String alias, @HeaderParam("If-Match") String ifMatch) {
    return handle(alias, ifMatch, (_, _) -> new CaseFileCommand.Reopen());
  }

  @PUT
  @Path("/death")
  @Mandated("identification")
  @Operation(summary = "Record that the person has died: every step ends, holders are told")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CaseFileView.class)))
  public Response recordDeath(
      @PathParam("case") String alias, @HeaderParam("If-Match") String ifMatch) {
    var by = callers.current().organisation();
    return handle(alias, ifMatch, (_, _) -> new CaseFileCommand.RecordDeath(by));
  }

  @PUT
  @Path("/next-of-kin")
  @Mandated("identification")
  @Operation(summary = "Record that the next of kin were told, after a look at the danger")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CaseFileView.class)))
  public Response tellNextOfKin(
      @PathParam("case") String alias,
      @HeaderParam("If-Match") String ifMatch,
      NextOfKinForm form) {
    return handle(
        alias, ifMatch, (_, _) -> new CaseFileCommand.TellNextOfKin(form.dangerWasLookedAt()));
  }

  @PUT
  @Path("/dispute")
  @Mandated("identification")
  @Operation(summary = "The person disputes the label, or no longer; nothing follows from it")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CaseFileView.class)))
  public Response dispute(
      @PathParam("case") String alias, @HeaderParam("If-Match") String ifMatch, DisputeForm form) {
    return hear(alias, ifMatch, new PersonsWord.StateDispute(form.disputed()));
  }

  @PUT
  @Path("/no-contact")
  @Mandated("identification")
  @Operation(summary = "The person wishes not to be contacted, or no longer; the case lives")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CaseFileView.class)))
  public Response noContact(
      @PathParam("case") String alias,
      @HeaderParam("If-Match") String ifMatch,
      NoContactForm form) {
    return hear(alias, ifMatch, new PersonsWord.StateNoContact(form.noContact()));
  }

  private Response hear(String alias, String ifMatch, PersonsWord word) {
    var caller = callers.current();
    return answer(
        cases.hear(caller, aliases.read(alias, caller), EntityVersion.required(ifMatch), word));
  }

  private Response handle(String alias, String ifMatch, Asked asked) {
    var caller = callers.current();
    return answer(
        cases.handle(caller, aliases.read(alias, caller), EntityVersion.required(ifMatch), asked));
  }

  static Response answer(Seen seen) {
    return Response.ok(seen.view()).header("ETag", seen.version().etag()).build();
  }
}
