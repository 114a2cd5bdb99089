package org.opennrm.identification.thread;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.opennrm.identification.help.NextDates.NextDate;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.web.Aliases;
import org.opennrm.platform.web.Mandated;

/** When the next step of a case is, so that none is forgotten. */
@Path("/identification/cases/{case}/next-date")
@Tag(name = "help")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"identifier", "helper"})
@Mandated({"identification", "lead-support"})
@RunOnVirtualThread
class NextDateResource {

  private final ThreadService thread;
  private final Callers callers;
  private final Aliases aliases;

  @Inject
  NextDateResource(ThreadService thread, Callers callers, Aliases aliases) {
    this.thread = thread;
    this.callers = callers;
    this.aliases = aliases;
  }

  /** A day, and nothing of what happens on it. */
  record NextDateForm(@NotNull LocalDate on) {}

  @GET
  @Operation(summary = "The day of the next step; empty where there is none")
  public NextDate see(@PathParam("case") String alias) {
    var caller = callers.current();
    return thread.nextDate(caller, aliases.read(alias, caller));
  }

  @PUT
  @Operation(summary = "Say on which day the next step is")
  public NextDate set(@PathParam("case") String alias, NextDateForm form) {
    var caller = callers.current();
    return thread.setNextDate(caller, aliases.read(alias, caller), form.on());
  }
}
