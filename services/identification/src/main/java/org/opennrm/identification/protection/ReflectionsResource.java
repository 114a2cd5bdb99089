package org.opennrm.identification.protection;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.web.Mandated;
import org.opennrm.platform.web.Problems;

/** Times to reflect that run out soon, among the cases whose identification the caller holds. */
@Path("/identification/reflections")
@Tag(name = "protection")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("identifier")
@RunOnVirtualThread
class ReflectionsResource {

  private static final int LONGEST_LIST = 200;

  private final ReflectionService reflections;
  private final Callers callers;

  @Inject
  ReflectionsResource(ReflectionService reflections, Callers callers) {
    this.reflections = reflections;
    this.callers = callers;
  }

  @GET
  @Mandated("identification")
  @Operation(
      summary = "Those that run out within so many days, and those that have, earliest first")
  public List<ReflectionView> ending(@QueryParam("days") @DefaultValue("10") int days) {
    if (days < 0 || days > 366) {
      throw Problems.malformed("days", "a number from 0 to 366");
    }
    return reflections.endingWithin(callers.current(), Duration.ofDays(days), LONGEST_LIST);
  }
}
