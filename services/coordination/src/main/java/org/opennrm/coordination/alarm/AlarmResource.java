package org.opennrm.coordination.alarm;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.codes.CodeLists;
import org.opennrm.coordination.QueryValues;
import org.opennrm.coordination.alarm.AlarmStore.Filter;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.web.Mandated;
import org.opennrm.platform.web.Problems;

/** The desks for what cannot wait: missing, danger, duplicates and the rest of the list. */
@Path("/coordination/alarms")
@Tag(name = "alarms")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("coordinator")
@RunOnVirtualThread
class AlarmResource {

  private final AlarmService alarms;
  private final Callers callers;

  @Inject
  AlarmResource(AlarmService alarms, Callers callers) {
    this.alarms = alarms;
    this.callers = callers;
  }

  @GET
  @Mandated("coordination")
  @Operation(summary = "The country's alarms, newest first; of one state or kind, or all")
  public AlarmView.Page list(
      @QueryParam("state") @Nullable String state,
      @QueryParam("kind") @Nullable String kind,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit) {
    return alarms.list(
        callers.current(),
        new Filter(
            QueryValues.oneOf("state", state, AlarmState.codes()).map(AlarmState::of),
            QueryValues.oneOf("kind", kind, CodeLists.of("alarms").codes())),
        QueryValues.after(after).map(QueryValues.Cursor::withUuid),
        QueryValues.limit(limit));
  }

  @PUT
  @Path("/{alarm}/taking")
  @Mandated("coordination")
  @Operation(
      summary = "Take an alarm up; the coordinator, and past their time the deputy too",
      description = "Taking it settles nothing: it stays in sight until what it is about is over.")
  public AlarmView take(@PathParam("alarm") String alarm) {
    return alarms.take(callers.current(), known(alarm));
  }

  /** An identifier that cannot exist gets the answer of one that does not. */
  private static UUID known(String alarm) {
    try {
      return UUID.fromString(alarm);
    } catch (IllegalArgumentException e) {
      throw Problems.notFound();
    }
  }
}
