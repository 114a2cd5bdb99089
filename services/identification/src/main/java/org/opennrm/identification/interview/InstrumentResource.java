package org.opennrm.identification.interview;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.opennrm.platform.web.Problems;

/** Interview instruments, for a partner's system that shows them as forms. */
@Path("/identification/instruments")
@Tag(name = "interviews")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"referrer", "identifier"})
@RunOnVirtualThread
class InstrumentResource {

  private final Instruments instruments;

  @Inject
  InstrumentResource(Instruments instruments) {
    this.instruments = instruments;
  }

  @GET
  @Operation(summary = "The interview instruments in use")
  public List<Instruments.InstrumentSummary> all() {
    return instruments.summaries();
  }

  @GET
  @Path("/{id}")
  @Operation(
      summary =
          "One instrument in a language (ISO 639-3); a text that is not translated is English and says so")
  public Instruments.InstrumentView one(
      @PathParam("id") String id, @QueryParam("language") @DefaultValue("eng") String language) {
    if (!language.matches("[a-z]{3}")) {
      throw Problems.malformed("language", "a language by ISO 639-3, such as bos");
    }
    return instruments
        .find(id)
        .map(instrument -> instruments.shown(instrument, language))
        .orElseThrow(Problems::notFound);
  }
}
