package org.opennrm.identification.protection;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
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
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opennrm.identification.protection.ReflectionService.Asked;
import org.opennrm.identification.protection.ReflectionService.Seen;
import org.opennrm.identification.protection.model.ReflectionCommand;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.web.Aliases;
import org.opennrm.platform.web.Coded;
import org.opennrm.platform.web.EntityVersion;
import org.opennrm.platform.web.Mandated;

/** The time to recover and reflect, for the organisation that holds the identification step. */
@Path("/identification/cases/{case}/reflection")
@Tag(name = "protection")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("identifier")
@RunOnVirtualThread
class ReflectionResource {

  private final ReflectionService reflections;
  private final Callers callers;
  private final Aliases aliases;

  @Inject
  ReflectionResource(ReflectionService reflections, Callers callers, Aliases aliases) {
    this.reflections = reflections;
    this.callers = callers;
    this.aliases = aliases;
  }

  /**
   * @param from now, when left out
   * @param until as long as the country's pack says, when left out
   */
  record GrantForm(@Nullable Instant from, @Nullable Instant until) {}

  record RefusalForm(@NotNull @Coded("reflection-refusal-reasons") Set<String> reasons) {}

  record ExtensionForm(@NotNull Instant until) {}

  /**
   * @param outcomes what the person decided, several at once or that they are undecided
   */
  record EndForm(
      @NotNull @Coded("reflection-ends") String why,
      @NotNull @Coded("reflection-outcomes") Set<String> outcomes) {}

  @GET
  @Mandated("identification")
  @Operation(summary = "Whether a time to reflect runs, until when, and how near its end is")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ReflectionView.class)))
  public Response see(@PathParam("case") String alias) {
    var caller = callers.current();
    return answer(reflections.see(caller, aliases.read(alias, caller)));
  }

  @PUT
  @Path("/application")
  @Mandated("identification")
  @Operation(summary = "The person asks for it; nothing is owed for it")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ReflectionView.class)))
  public Response apply(@PathParam("case") String alias, @HeaderParam("If-Match") String ifMatch) {
    return handle(alias, ifMatch, (_, _) -> new ReflectionCommand.Apply());
  }

  @PUT
  @Path("/grant")
  @Mandated("identification")
  @Operation(summary = "Grant it, asked for or not; a time below thirty days is warned of")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ReflectionView.class)))
  public Response grant(
      @PathParam("case") String alias, @HeaderParam("If-Match") String ifMatch, GrantForm form) {
    var by = callers.current().organisation();
    return handle(
        alias,
        ifMatch,
        (country, now) -> {
          var from = Objects.requireNonNullElse(form.from(), now);
          return new ReflectionCommand.Grant(
              by, from, reflections.untilFrom(country, from, form.until()));
        });
  }

  @PUT
  @Path("/refusal")
  @Mandated("identification")
  @Operation(summary = "Refuse it, with reasons; it can be asked for again")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ReflectionView.class)))
  public Response refuse(
      @PathParam("case") String alias, @HeaderParam("If-Match") String ifMatch, RefusalForm form) {
    var by = callers.current().organisation();
    return handle(alias, ifMatch, (_, _) -> new ReflectionCommand.Refuse(by, form.reasons()));
  }

  @PUT
  @Path("/extension")
  @Mandated("identification")
  @Operation(summary = "Let it last longer")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ReflectionView.class)))
  public Response extend(
      @PathParam("case") String alias,
      @HeaderParam("If-Match") String ifMatch,
      ExtensionForm form) {
    var by = callers.current().organisation();
    return handle(alias, ifMatch, (_, _) -> new ReflectionCommand.Extend(by, form.until()));
  }

  @PUT
  @Path("/end")
  @Mandated("identification")
  @Operation(summary = "It has run out, or the person ends it earlier; what they decided")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ReflectionView.class)))
  public Response end(
      @PathParam("case") String alias, @HeaderParam("If-Match") String ifMatch, EndForm form) {
    return handle(alias, ifMatch, (_, _) -> new ReflectionCommand.End(form.why(), form.outcomes()));
  }

  private Response handle(String alias, String ifMatch, Asked asked) {
    var caller = callers.current();
    return answer(
        reflections.handle(
            caller, aliases.read(alias, caller), EntityVersion.required(ifMatch), asked));
  }

  private static Response answer(Seen seen) {
    return Response.ok(seen.view()).header("ETag", seen.version().etag()).build();
  }
}
