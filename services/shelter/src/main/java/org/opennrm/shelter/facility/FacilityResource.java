package org.opennrm.shelter.facility;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.opennrm.contracts.ids.FacilityCode;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.web.Problems;

/** Houses, for those who run them and for the coordinator of their country. */
@Path("/shelter/facilities")
@Tag(name = "facilities")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class FacilityResource {

  private final FacilityService facilities;
  private final Callers callers;

  @Inject
  FacilityResource(FacilityService facilities, Callers callers) {
    this.facilities = facilities;
    this.callers = callers;
  }

  @GET
  @RolesAllowed({"shelter-worker", "coordinator"})
  @Operation(summary = "The caller's own facilities; for a coordinator, those of the country")
  public FacilityView.Facilities visible() {
    return new FacilityView.Facilities(
        facilities.visibleTo(callers.current()).stream().map(FacilityView::of).toList());
  }

  @GET
  @Path("/{code}")
  @RolesAllowed({"shelter-worker", "coordinator"})
  @Operation(summary = "One facility, without its address")
  public FacilityView see(@PathParam("code") String code) {
    return FacilityView.of(facilities.see(callers.current(), known(code)));
  }

  @GET
  @Path("/{code}/address")
  @RolesAllowed({"shelter-worker", "coordinator", "identifier"})
  @Operation(summary = "Where the facility stands; for its operator alone; each read is recorded")
  public FacilityView.Address address(@PathParam("code") String code) {
    var facility = known(code);
    return new FacilityView.Address(facility, facilities.address(callers.current(), facility));
  }

  /** A code that cannot exist gets the answer of one that does not. */
  private static FacilityCode known(String code) {
    try {
      return new FacilityCode(code);
    } catch (IllegalArgumentException e) {
      throw Problems.notFound();
    }
  }
}
