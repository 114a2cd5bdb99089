package org.opennrm.identification.indicator;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The indicators in use, for whoever shows them as a form. */
@Path("/identification/indicators")
@Tag(name = "indicators")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class IndicatorResource {

  private final AssessmentService assessments;

  @Inject
  IndicatorResource(AssessmentService assessments) {
    this.assessments = assessments;
  }

  @GET
  @RolesAllowed({"referrer", "identifier"})
  @Operation(summary = "The indicators in use, by dimension, with their weights")
  public IndicatorsView all() {
    return assessments.indicators();
  }
}
