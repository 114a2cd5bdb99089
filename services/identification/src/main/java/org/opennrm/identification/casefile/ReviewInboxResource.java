package org.opennrm.identification.casefile;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.identification.casefile.CaseFileView.ReviewView;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.web.Mandated;

/** Second looks that wait for the caller's organisation. */
@Path("/identification/reviews")
@Tag(name = "reviews")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"identifier", "coordinator"})
@RunOnVirtualThread
class ReviewInboxResource {

  private final CaseFileService cases;
  private final Callers callers;

  @Inject
  ReviewInboxResource(CaseFileService cases, Callers callers) {
    this.cases = cases;
    this.callers = callers;
  }

  /**
   * A second look that waits, without anything of the person.
   *
   * @param version what {@code If-Match} names, in quotation marks, to take it up or pass it on
   */
  record Waiting(
      String caseAlias, CountryCode country, String state, long version, ReviewView review) {}

  @GET
  @Mandated("identification-review")
  @Operation(summary = "Decisions that the caller's organisation was asked to look at again")
  public List<Waiting> waiting() {
    return cases.reviews(callers.current());
  }
}
