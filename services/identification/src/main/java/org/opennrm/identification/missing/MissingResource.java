package org.opennrm.identification.missing;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.opennrm.identification.missing.MissingService.Seen;
import org.opennrm.identification.missing.model.Missing.ReviewedBy;
import org.opennrm.identification.missing.model.MissingCommand;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.web.Aliases;
import org.opennrm.platform.web.Coded;
import org.opennrm.platform.web.EntityVersion;
import org.opennrm.platform.web.Mandated;
import org.opennrm.platform.web.Problems;

/** Somebody is missing: for every organisation that holds a step of their case. */
@Path("/identification/cases/{case}/missing")
@Tag(name = "missing")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"identifier", "shelter-worker"})
@RunOnVirtualThread
class MissingResource {

  private static final String NOTHING = "nothing";

  private final MissingService missing;
  private final Callers callers;
  private final Aliases aliases;

  @Inject
  MissingResource(MissingService missing, Callers callers, Aliases aliases) {
    this.missing = missing;
    this.callers = callers;
    this.aliases = aliases;
  }

  /**
   * @param policeMayBeTold as the person chose when they were asked; {@code nothing} stands alone
   */
  record SearchForm(@NotEmpty @Coded("police-may-be-told") Set<String> policeMayBeTold) {}

  record FoundForm(@NotNull @Pattern(regexp = "safe|in-danger") String condition) {}

  /**
   * @param reviewedBy the coordinator, or somebody else than who took the search
   */
  record UnresolvedForm(
      @NotNull @Pattern(regexp = "coordinator|second-person") String reviewedBy) {}

  @POST
  @Mandated({"identification", "shelter"})
  @Operation(
      summary = "Report that nobody knows where the person is",
      description = "Clocks rest until they are found; their file stays open and help goes on.")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = MissingView.class)))
  public Response report(
      @PathParam("case") String alias, @HeaderParam("Idempotency-Key") String key) {
    var caller = callers.current();
    return answer(
        Response.Status.CREATED, missing.report(caller, aliases.read(alias, caller), key));
  }

  @GET
  @Mandated({"identification", "shelter"})
  @Operation(summary = "The last time they were missing, as it stands; the read is recorded")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = MissingView.class)))
  public Response see(@PathParam("case") String alias) {
    var caller = callers.current();
    return answer(Response.Status.OK, missing.see(caller, aliases.read(alias, caller)));
  }

  @PUT
  @Path("/search")
  @Mandated({"identification", "shelter"})
  @Operation(summary = "Take the search, also from another, and say what the police may be told")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = MissingView.class)))
  public Response search(
      @PathParam("case") String alias, @HeaderParam("If-Match") String ifMatch, SearchForm form) {
    if (form.policeMayBeTold().contains(NOTHING) && form.policeMayBeTold().size() > 1) {
      throw Problems.invalid("policeMayBeTold", "nothing stands alone");
    }
    return handle(
        alias,
        ifMatch,
        caller ->
            new MissingCommand.Search(
                caller.organisation(), caller.subject(), form.policeMayBeTold()));
  }

  @PUT
  @Path("/found")
  @Mandated({"identification", "shelter"})
  @Operation(summary = "They were found, safe or in danger; or they are out of danger now")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = MissingView.class)))
  public Response found(
      @PathParam("case") String alias, @HeaderParam("If-Match") String ifMatch, FoundForm form) {
    return handle(
        alias,
        ifMatch,
        caller ->
            new MissingCommand.Find(caller.organisation(), form.condition().equals("in-danger")));
  }

  @PUT
  @Path("/death")
  @Mandated({"identification", "shelter"})
  @Operation(summary = "They died; the coordinator is told at once, and their file says so")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = MissingView.class)))
  public Response death(@PathParam("case") String alias, @HeaderParam("If-Match") String ifMatch) {
    return handle(alias, ifMatch, caller -> new MissingCommand.RecordDeath(caller.organisation()));
  }

  @PUT
  @Path("/unresolved")
  @Mandated({"identification", "shelter"})
  @Operation(summary = "The search ends without finding them, looked at by somebody else")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = MissingView.class)))
  public Response unresolved(
      @PathParam("case") String alias,
      @HeaderParam("If-Match") String ifMatch,
      UnresolvedForm form) {
    return handle(
        alias,
        ifMatch,
        caller ->
            new MissingCommand.EndSearch(
                caller.organisation(),
                caller.subject(),
                form.reviewedBy().equals("coordinator")
                    ? ReviewedBy.COORDINATOR
                    : ReviewedBy.SECOND_PERSON));
  }

  private Response handle(String alias, String ifMatch, Function<Caller, MissingCommand> command) {
    var caller = callers.current();
    var caseRef = aliases.read(alias, caller);
    return answer(
        Response.Status.OK,
        missing.handle(caller, caseRef, EntityVersion.required(ifMatch), command.apply(caller)));
  }

  private static Response answer(Response.Status status, Seen seen) {
    return Response.status(status)
        .entity(seen.view())
        .header("ETag", seen.version().etag())
        .build();
  }
}
