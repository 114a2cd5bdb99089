package org.opennrm.coordination.figures;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opennrm.coordination.QueryValues;
import org.opennrm.coordination.figures.model.Dimension;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.web.GivesWay;
import org.opennrm.platform.web.Mandated;

/** The coordinator's exact figures. Ministries read releases, never this. */
@Path("/coordination/figures")
@Tag(name = "figures")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class FiguresResource {

  private final FiguresService figures;
  private final Callers callers;

  @Inject
  FiguresResource(FiguresService figures, Callers callers) {
    this.figures = figures;
    this.callers = callers;
  }

  @GET
  @RolesAllowed("coordinator")
  @Mandated("coordination")
  @GivesWay
  @Operation(summary = "Exact figures of the country, for its coordinator; every view is recorded")
  public FiguresView view(
      @QueryParam("from") @Nullable String from,
      @QueryParam("until") @Nullable String until,
      @QueryParam("by") @Nullable String by) {
    return figures.view(
        callers.current(),
        QueryValues.date("from", from),
        QueryValues.date("until", until),
        QueryValues.oneOf("by", by, Arrays.stream(Dimension.values()).map(Dimension::code).toList())
            .flatMap(Dimension::of));
  }
}
