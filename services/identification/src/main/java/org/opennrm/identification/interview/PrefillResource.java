package org.opennrm.identification.interview;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.web.Aliases;
import org.opennrm.platform.web.Mandated;
import org.opennrm.platform.web.Problems;

/** What the next interview need not ask, and what the person lets others have of it. */
@Path("/identification/cases/{case}/prefill")
@Tag(name = "interviews")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("identifier")
@RunOnVirtualThread
class PrefillResource {

  private final InterviewService interviews;
  private final Instruments instruments;
  private final Callers callers;
  private final Aliases aliases;

  @Inject
  PrefillResource(
      InterviewService interviews, Instruments instruments, Callers callers, Aliases aliases) {
    this.interviews = interviews;
    this.instruments = instruments;
    this.callers = callers;
    this.aliases = aliases;
  }

  /** The person agreed, after legal advice, that one section may reach police or court. */
  record ReleaseForm(
      @NotNull @Pattern(regexp = "[a-z0-9.-]{1,80}") String section,
      @NotNull @Pattern(regexp = "police|court") String to,
      @NotNull LocalDate legalAdviceOn) {}

  @GET
  @Mandated("identification")
  @Operation(
      summary =
          "What was answered before, with where it comes from; what helpers asked reaches police or court only as far as it was released")
  public InterviewService.PrefillView prefill(
      @PathParam("case") String alias,
      @QueryParam("instrument") @Nullable String instrument,
      @QueryParam("setting") @DefaultValue("screening") String setting) {
    var caller = callers.current();
    var caseRef = aliases.read(alias, caller);
    var known =
        instruments
            .find(instrument == null ? "" : instrument)
            .orElseThrow(() ->
                Problems.malformed("instrument", "an instrument of /identification/instruments"));
    if (!setting.matches("screening|shelter|health|police|court")) {
      throw Problems.malformed("setting", "screening, shelter, health, police or court");
    }
    return interviews.prefill(caller, caseRef, known, InterviewStore.setting(setting));
  }

  @PUT
  @Path("/release")
  @Mandated("identification")
  @Operation(
      summary =
          "Record that the person, after legal advice, lets one section reach police or court; it ends with their consent to that use")
  public InterviewService.Released release(@PathParam("case") String alias, ReleaseForm form) {
    var caller = callers.current();
    return interviews.release(
        caller,
        aliases.read(alias, caller),
        InterviewStore.setting(form.to()),
        form.section(),
        form.legalAdviceOn());
  }
}
