package org.opennrm.identification.batch;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.opennrm.contracts.ids.BatchRef;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.web.GivesWay;
import org.opennrm.platform.web.Mandated;
import org.opennrm.platform.web.Problems;

/** The door for an operation that brings many people at once. */
@Path("/identification/batches")
@Tag(name = "batches")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("referrer")
@RunOnVirtualThread
class BatchResource {

  private final BatchService batches;
  private final Callers callers;

  @Inject
  BatchResource(BatchService batches, Callers callers) {
    this.batches = batches;
    this.callers = callers;
  }

  @POST
  @GivesWay
  @Mandated("refer")
  @Operation(
      summary = "Refer up to 100 people in one request, with households and who must not meet")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = BatchReceipt.class)))
  public Response submit(@HeaderParam("Idempotency-Key") String key, BatchForm form) {
    var receipt = batches.submit(callers.current(), key, form);
    return Response.created(URI.create("/identification/batches/" + receipt.batch()))
        .entity(receipt)
        .build();
  }

  @POST
  @Path("/{batch}/persons")
  @GivesWay
  @Mandated("refer")
  @Operation(summary = "Add people to a batch; links may name those who came before")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = BatchReceipt.class)))
  public Response add(
      @PathParam("batch") String batch,
      @HeaderParam("Idempotency-Key") String key,
      BatchForm form) {
    return Response.status(Response.Status.CREATED)
        .entity(batches.add(callers.current(), known(batch), key, form))
        .build();
  }

  @GET
  @Path("/{batch}")
  @Mandated("refer")
  @Operation(summary = "Who was referred in the batch, and what binds them")
  public BatchView see(@PathParam("batch") String batch) {
    return batches.see(callers.current(), known(batch));
  }

  /** A reference that cannot exist gets the answer of one that does not. */
  private static BatchRef known(String batch) {
    try {
      return new BatchRef(batch);
    } catch (IllegalArgumentException e) {
      throw Problems.notFound();
    }
  }
}
