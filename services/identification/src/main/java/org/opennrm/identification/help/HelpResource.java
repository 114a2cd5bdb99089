package org.opennrm.identification.help;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.identification.help.HelpDesk.Seen;
import org.opennrm.identification.help.model.HelpCommand;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.web.Coded;
import org.opennrm.platform.web.EntityVersion;
import org.opennrm.platform.web.Mandated;
import org.opennrm.platform.web.Problems;

/**
 * The desk of whoever is asked for help: legal aid, guardians, support organisations and the rest.
 * The coordinator answers here for what nobody gives.
 */
@Path("/identification/help")
@Tag(name = "help")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"helper", "coordinator", "identifier"})
@Mandated({
  "legal-aid",
  "guardian",
  "medical",
  "psychosocial",
  "interpreter",
  "food",
  "clothes",
  "phone",
  "wages-owed",
  "withheld-papers",
  "registration",
  "work",
  "school",
  "family-tracing",
  "relatives-safety",
  "return",
  "contact-with-police",
  "lead-support",
  "coordination",
  "identification"
})
@RunOnVirtualThread
class HelpResource {

  private static final Set<String> STATES = HelpStore.STATES.names();

  private final HelpDesk desk;
  private final Callers callers;

  @Inject
  HelpResource(HelpDesk desk, Callers callers) {
    this.desk = desk;
    this.callers = callers;
  }

  /** Why the office does not help; the question is open again. */
  record DeclineForm(@NotNull @Coded("help-decline-reasons") String reason) {}

  /** How the help ended. */
  record CompletionForm(@NotNull @Coded("help-outcomes") String outcome) {}

  /** Why it is no longer asked for. */
  record WithdrawalForm(@NotNull @Coded("help-withdrawal-reasons") String reason) {}

  @GET
  @Operation(
      summary =
          "What waits for the caller's organisation, most urgent first; or what it has in one state")
  public HelpSummary.Page inbox(
      @QueryParam("state") @Nullable String state,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    if (state != null && !STATES.contains(state)) {
      throw Problems.malformed(
          "state", "one of: " + String.join(", ", STATES.stream().sorted().toList()));
    }
    if (limit < 1 || limit > 200) {
      throw Problems.malformed("limit", "a number from 1 to 200");
    }
    return desk.inbox(callers.current(), state, HelpViews.cursor(after), limit);
  }

  @GET
  @Path("/{handOver}")
  @Operation(
      summary =
          "What was asked, as far as the caller may see it; for whoever helps the read is recorded")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = HelpView.class)))
  public Response see(@PathParam("handOver") String handOver) {
    return answer(desk.see(callers.current(), known(handOver)));
  }

  @PUT
  @Path("/{handOver}/acknowledgement")
  @Operation(summary = "Say that it arrived; the clock still runs")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = HelpView.class)))
  public Response acknowledge(
      @PathParam("handOver") String handOver, @HeaderParam("If-Match") String ifMatch) {
    return handle(handOver, ifMatch, new HelpCommand.Acknowledge());
  }

  @PUT
  @Path("/{handOver}/acceptance")
  @Operation(summary = "Take it on; from here the caller's organisation helps")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = HelpView.class)))
  public Response accept(
      @PathParam("handOver") String handOver, @HeaderParam("If-Match") String ifMatch) {
    return handle(handOver, ifMatch, new HelpCommand.Accept());
  }

  @PUT
  @Path("/{handOver}/decline")
  @Operation(summary = "Say no, with a reason; somebody else can be asked then")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = HelpView.class)))
  public Response decline(
      @PathParam("handOver") String handOver,
      @HeaderParam("If-Match") String ifMatch,
      DeclineForm form) {
    return handle(handOver, ifMatch, new HelpCommand.Decline(form.reason()));
  }

  @PUT
  @Path("/{handOver}/completion")
  @Operation(summary = "Say how it ended")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = HelpView.class)))
  public Response complete(
      @PathParam("handOver") String handOver,
      @HeaderParam("If-Match") String ifMatch,
      CompletionForm form) {
    return handle(handOver, ifMatch, new HelpCommand.Complete(form.outcome()));
  }

  @PUT
  @Path("/{handOver}/withdrawal")
  @Operation(summary = "It is no longer asked for; for whoever leads the case or identifies")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = HelpView.class)))
  public Response withdraw(
      @PathParam("handOver") String handOver,
      @HeaderParam("If-Match") String ifMatch,
      WithdrawalForm form) {
    return handle(handOver, ifMatch, new HelpCommand.Withdraw(form.reason()));
  }

  private Response handle(String handOver, String ifMatch, HelpCommand command) {
    return answer(
        desk.handle(callers.current(), known(handOver), EntityVersion.required(ifMatch), command));
  }

  private static Response answer(Seen seen) {
    return Response.ok(seen.view()).header("ETag", seen.version().etag()).build();
  }

  /** A reference that cannot exist gets the answer of one that does not. */
  private static HandOverRef known(String handOver) {
    try {
      return new HandOverRef(handOver);
    } catch (IllegalArgumentException e) {
      throw Problems.notFound();
    }
  }
}
