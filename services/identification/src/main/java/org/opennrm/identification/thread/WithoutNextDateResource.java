package org.opennrm.identification.thread;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.opennrm.identification.thread.ThreadService.WithoutNextDate;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.web.Mandated;
import org.opennrm.platform.web.Problems;

/** The cases whose thread is about to be lost. */
@Path("/identification/cases-without-next-date")
@Tag(name = "help")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"identifier", "helper"})
@Mandated({"identification", "lead-support"})
@RunOnVirtualThread
class WithoutNextDateResource {

  private final ThreadService thread;
  private final Callers callers;

  @Inject
  WithoutNextDateResource(ThreadService thread, Callers callers) {
    this.thread = thread;
    this.callers = callers;
  }

  @GET
  @Operation(
      summary =
          "The caller's cases without a next date for longer than the country allows, longest first")
  public List<WithoutNextDate> without(@QueryParam("limit") @DefaultValue("50") int limit) {
    if (limit < 1 || limit > 200) {
      throw Problems.malformed("limit", "a number from 1 to 200");
    }
    return thread.withoutNextDate(callers.current(), limit);
  }
}
