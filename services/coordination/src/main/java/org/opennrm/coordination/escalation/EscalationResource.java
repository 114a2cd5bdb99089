package org.opennrm.coordination.escalation;

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
import org.opennrm.coordination.QueryValues;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.web.Mandated;
import org.opennrm.platform.web.Problems;

/** What nobody answered: the coordinator's list, and the deputy's. */
@Path("/coordination/escalations")
@Tag(name = "escalations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class EscalationResource {

  private final EscalationService escalations;
  private final Callers callers;

  @Inject
  EscalationResource(EscalationService escalations, Callers callers) {
    this.escalations = escalations;
    this.callers = callers;
  }

  @GET
  @RolesAllowed("coordinator")
  @Mandated("coordination")
  @Operation(summary = "The country's escalations, newest first; all, or only those open or closed")
  public EscalationView.Page list(
      @QueryParam("open") @Nullable String open,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit) {
    return escalations.list(
        callers.current(),
        QueryValues.flag("open", open),
        QueryValues.after(after).map(QueryValues.Cursor::withUuid),
        QueryValues.limit(limit));
  }

  @PUT
  @Path("/{id}/taken")
  @RolesAllowed("coordinator")
  @Mandated("coordination")
  @Operation(summary = "Take an escalation up; for the office that it was escalated to")
  public EscalationView take(@PathParam("id") String id) {
    return escalations.take(callers.current(), known(id));
  }

  /** An identifier that cannot exist gets the answer of one that does not. */
  private static UUID known(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw Problems.notFound();
    }
  }
}
