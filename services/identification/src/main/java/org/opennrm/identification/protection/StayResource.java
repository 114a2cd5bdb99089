package org.opennrm.identification.protection;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.opennrm.contracts.codes.CodeLists;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.web.Aliases;
import org.opennrm.platform.web.Mandated;
import org.opennrm.platform.web.Problems;

/** What a stay rests on, for the organisation that holds the identification step. */
@Path("/identification/cases/{case}/stay")
@Tag(name = "protection")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("identifier")
@RunOnVirtualThread
class StayResource {

  private final StayService stays;
  private final Callers callers;
  private final Aliases aliases;

  @Inject
  StayResource(StayService stays, Callers callers, Aliases aliases) {
    this.stays = stays;
    this.callers = callers;
    this.aliases = aliases;
  }

  @GET
  @Mandated("identification")
  @Operation(
      summary = "Rights one by one, papers, open claims, contact with home; the read is recorded")
  public StayService.View see(@PathParam("case") String alias) {
    var caller = callers.current();
    return stays.see(caller, caseOf(alias, caller));
  }

  @PUT
  @Path("/rights/{right}")
  @Mandated("identification")
  @Operation(summary = "How one right stands now; what stood before is kept")
  public StayService.View tellRight(
      @PathParam("case") String alias, @PathParam("right") String right, StayForms.RightForm form) {
    if (!CodeLists.of("protection-rights").contains(right)) {
      throw Problems.notFound();
    }
    var caller = callers.current();
    return stays.tell(caller, caseOf(alias, caller), form, right);
  }

  @POST
  @Path("/residences")
  @Mandated("identification")
  @Operation(summary = "A paper that lets the person stay, by which authority and for how long")
  public StayService.View tellResidence(
      @PathParam("case") String alias, StayForms.ResidenceForm form) {
    var caller = callers.current();
    return stays.tell(caller, caseOf(alias, caller), form);
  }

  @PUT
  @Path("/claims/{claim}")
  @Mandated("identification")
  @Operation(summary = "Asylum or a permit is claimed, or decided; nobody is removed meanwhile")
  public StayService.View tellClaim(
      @PathParam("case") String alias, @PathParam("claim") String claim, StayForms.ClaimForm form) {
    if (!claim.equals("asylum") && !claim.equals("permit")) {
      throw Problems.notFound();
    }
    var caller = callers.current();
    return stays.tellClaim(caller, caseOf(alias, caller), claim, form.state().equals("open"));
  }

  @PUT
  @Path("/home-contact")
  @Mandated("identification")
  @Operation(summary = "The person wishes that nobody at home is told or asked, or no longer")
  public StayService.View tellHomeContact(
      @PathParam("case") String alias, StayForms.HomeContactForm form) {
    var caller = callers.current();
    return stays.tellHomeContact(caller, caseOf(alias, caller), form.none());
  }

  private CaseRef caseOf(String alias, Caller caller) {
    return aliases.read(alias, caller);
  }
}
