package org.opennrm.identification.protection;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.web.Aliases;
import org.opennrm.platform.web.Mandated;

/** Somebody was removed. Where a bar held, the coordinator and whoever helps hear of it at once. */
@Path("/identification/cases/{case}/removal")
@Tag(name = "protection")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"identifier", "helper"})
@RunOnVirtualThread
class RemovalReportResource {

  private final RemovalReports reports;
  private final Callers callers;
  private final Aliases aliases;

  @Inject
  RemovalReportResource(RemovalReports reports, Callers callers, Aliases aliases) {
    this.reports = reports;
    this.callers = callers;
    this.aliases = aliases;
  }

  @POST
  @Mandated({"identification", "lead-support", "legal-aid"})
  @Operation(
      summary = "The person was removed; despite a bar it is an alarm, told as often as it is said")
  public RemovalReports.Report report(@PathParam("case") String alias) {
    var caller = callers.current();
    return reports.report(caller, aliases.read(alias, caller));
  }
}
