package org.opennrm.identification.belonging;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.web.Aliases;
import org.opennrm.platform.web.Mandated;

/** Two people who belong together, or must not meet: for who holds the file of both. */
@Path("/identification/cases/{case}")
@Tag(name = "case files")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("identifier")
@RunOnVirtualThread
class BelongingResource {

  private final BelongingService belonging;
  private final Callers callers;
  private final Aliases aliases;

  @Inject
  BelongingResource(BelongingService belonging, Callers callers, Aliases aliases) {
    this.belonging = belonging;
    this.callers = callers;
    this.aliases = aliases;
  }

  @PUT
  @Path("/household/{other}")
  @Mandated("identification")
  @Operation(summary = "The two belong to one household, with everybody who belongs to either")
  public BelongingView belongTogether(
      @PathParam("case") String alias, @PathParam("other") String other) {
    var caller = callers.current();
    return belonging.belongTogether(
        caller, aliases.read(alias, caller), aliases.read(other, caller));
  }

  @DELETE
  @Path("/household/{other}")
  @Mandated("identification")
  @Operation(summary = "The other belongs to the household no longer; the rest of it stays")
  public BelongingView belongApart(
      @PathParam("case") String alias, @PathParam("other") String other) {
    var caller = callers.current();
    return belonging.belongApart(caller, aliases.read(alias, caller), aliases.read(other, caller));
  }

  @PUT
  @Path("/keep-apart/{other}")
  @Mandated("identification")
  @Operation(summary = "The two must not meet; why stands nowhere")
  public BelongingView keepApart(
      @PathParam("case") String alias, @PathParam("other") String other) {
    var caller = callers.current();
    return belonging.keepApart(caller, aliases.read(alias, caller), aliases.read(other, caller));
  }

  @DELETE
  @Path("/keep-apart/{other}")
  @Mandated("identification")
  @Operation(summary = "The two may meet; whoever houses people is told")
  public BelongingView mayMeet(@PathParam("case") String alias, @PathParam("other") String other) {
    var caller = callers.current();
    return belonging.mayMeet(caller, aliases.read(alias, caller), aliases.read(other, caller));
  }
}
