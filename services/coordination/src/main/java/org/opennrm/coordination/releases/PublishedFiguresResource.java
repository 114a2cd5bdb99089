package org.opennrm.coordination.releases;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.opennrm.platform.access.Callers;

/** What a ministry reads: the latest release that was approved, and never a live count. */
@Path("/coordination/published-figures")
@Tag(name = "published figures")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class PublishedFiguresResource {

  private final ReleaseService releases;
  private final Callers callers;

  @Inject
  PublishedFiguresResource(ReleaseService releases, Callers callers) {
    this.releases = releases;
    this.callers = callers;
  }

  @GET
  @Path("/latest")
  @RolesAllowed({"ministry-reader", "coordinator"})
  @Operation(summary = "The latest approved release of the reader's country")
  public PublishedRelease latest() {
    return releases.latest(callers.current()).orElseThrow(PublishedFiguresResource::nothingYet);
  }

  private static HttpProblem nothingYet() {
    return HttpProblem.builder()
        .withType(URI.create("urn:nrm:problem:nothing-published"))
        .withStatus(Status.NOT_FOUND)
        .withTitle("No figures of your country have been published yet.")
        .with("rule", "NOTHING_PUBLISHED")
        .build();
  }
}
