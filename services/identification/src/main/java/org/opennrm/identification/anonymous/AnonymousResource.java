package org.opennrm.identification.anonymous;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.web.Mandated;
import org.opennrm.platform.web.Problems;

/** The door for a unit that met somebody who chose not to be referred. */
@Path("/identification/anonymous-notifications")
@Tag(name = "anonymous notifications")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class AnonymousResource {

  private final AnonymousService notifications;
  private final Callers callers;

  @Inject
  AnonymousResource(AnonymousService notifications, Callers callers) {
    this.notifications = notifications;
    this.callers = callers;
  }

  @POST
  @RolesAllowed("referrer")
  @Mandated("refer")
  @Operation(
      summary =
          "Note, in codes alone, that an adult chose not to be referred; the answer is the card for them")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = NotificationReceipt.class)))
  public Response notify(@HeaderParam("Idempotency-Key") String key, AnonymousForm form) {
    return Response.status(Response.Status.CREATED)
        .entity(notifications.notify(callers.current(), key, form))
        .build();
  }

  @GET
  @Path("/figures")
  @RolesAllowed("referrer")
  @Mandated("refer")
  @Operation(summary = "How many chose not to be referred, of all whom the caller's unit reported")
  public RefusalFigures own(
      @QueryParam("from") @Nullable String from, @QueryParam("until") @Nullable String until) {
    var caller = callers.current();
    var period = Period.of(from, until, notifications.today(caller));
    return notifications.ownFigures(caller, period.from(), period.until());
  }

  @GET
  @Path("/figures/by-unit")
  @RolesAllowed("coordinator")
  @Mandated("coordination")
  @Operation(summary = "The same for every unit of the country, for its coordinator")
  public RefusalFigures byUnit(
      @QueryParam("from") @Nullable String from, @QueryParam("until") @Nullable String until) {
    var caller = callers.current();
    var period = Period.of(from, until, notifications.today(caller));
    return notifications.figuresByUnit(caller, period.from(), period.until());
  }

  /** The last year, today included, unless somebody asks for other days. */
  private record Period(LocalDate from, LocalDate until) {

    static Period of(@Nullable String from, @Nullable String until, LocalDate today) {
      var end = read("until", until).orElse(today.plusDays(1));
      var start = read("from", from).orElse(end.minusYears(1));
      if (!start.isBefore(end)) {
        throw Problems.malformed("until", "a day after from");
      }
      return new Period(start, end);
    }

    private static Optional<LocalDate> read(String name, @Nullable String day) {
      try {
        return Optional.ofNullable(day)
            .map(LocalDate::parse)
            .map(read -> {
              if (read.getYear() < 1900 || read.getYear() > 2200) {
                throw Problems.malformed(name, "a day from 1900 to 2200");
              }
              return read;
            });
      } catch (DateTimeParseException e) {
        throw Problems.malformed(name, "a day such as 2026-03-31");
      }
    }
  }
}
