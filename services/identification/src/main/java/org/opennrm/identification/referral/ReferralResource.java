package org.opennrm.identification.referral;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.ReferralRef;
import org.opennrm.identification.referral.ReferralService.Seen;
import org.opennrm.identification.referral.model.ReferralCommand;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.web.Coded;
import org.opennrm.platform.web.EntityVersion;
import org.opennrm.platform.web.Mandated;
import org.opennrm.platform.web.Problems;

/** The door for whoever meets the person first, and the desk of the office that answers. */
@Path("/identification/referrals")
@Tag(name = "referrals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ReferralResource {

  private final ReferralService referrals;
  private final Callers callers;

  @Inject
  ReferralResource(ReferralService referrals, Callers callers) {
    this.referrals = referrals;
    this.callers = callers;
  }

  /** Why a referral is not the owner's to answer; never a doubt about the person. */
  record DeclineForm(@NotNull @Coded("referral-decline-reasons") String reason) {}

  record ForwardForm(@NotNull OrganisationCode to) {}

  /** Names of the referral's fields that the owner needs to know. */
  record QuestionsForm(@NotEmpty List<@Pattern(regexp = "[a-zA-Z.]{2,60}") String> questions) {}

  /** What the sender found out since, field by field as in the referral. */
  record InformationForm(
      @NotEmpty Map<@Pattern(regexp = "[a-zA-Z.]{2,60}") String, JsonNode> answers) {}

  @POST
  @RolesAllowed("referrer")
  @Mandated("refer")
  @Operation(summary = "Submit a referral; the person's file is open from the answer on")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = ReferralReceipt.class)))
  public Response submit(@HeaderParam("Idempotency-Key") String key, ReferralForm form) {
    var receipt = referrals.submit(callers.current(), key, form);
    return Response.created(URI.create("/identification/referrals/" + receipt.reference()))
        .header("ETag", new EntityVersion(1).etag())
        .entity(receipt)
        .build();
  }

  @GET
  @RolesAllowed("referrer")
  @Operation(summary = "The referrals that the caller's organisation sent, newest first")
  public ReferralSummary.Page sent(
      @QueryParam("after") String after, @QueryParam("limit") @DefaultValue("50") int limit) {
    return referrals.sent(callers.current(), ReferralViews.cursor(after), limited(limit));
  }

  @GET
  @Path("/{reference}")
  @RolesAllowed({"referrer", "identifier"})
  @Operation(summary = "One referral, as far as the caller may see it")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ReferralView.class)))
  public Response see(@PathParam("reference") String reference) {
    return answer(referrals.see(callers.current(), known(reference)));
  }

  @GET
  @Path("/{reference}/content")
  @RolesAllowed({"referrer", "identifier"})
  @Operation(
      summary = "What was sent, word for word; for its sender and the holder; the read is recorded")
  public JsonNode content(@PathParam("reference") String reference) {
    return referrals.content(callers.current(), known(reference));
  }

  @PUT
  @Path("/{reference}/acknowledgement")
  @RolesAllowed("identifier")
  @Mandated("identification")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ReferralView.class)))
  public Response acknowledge(
      @PathParam("reference") String reference, @HeaderParam("If-Match") String ifMatch) {
    return handle(reference, ifMatch, new ReferralCommand.Acknowledge());
  }

  @PUT
  @Path("/{reference}/acceptance")
  @RolesAllowed("identifier")
  @Mandated("identification")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ReferralView.class)))
  public Response accept(
      @PathParam("reference") String reference, @HeaderParam("If-Match") String ifMatch) {
    return handle(reference, ifMatch, new ReferralCommand.Accept());
  }

  @PUT
  @Path("/{reference}/forwarding")
  @RolesAllowed("identifier")
  @Mandated("identification")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ReferralView.class)))
  public Response forward(
      @PathParam("reference") String reference,
      @HeaderParam("If-Match") String ifMatch,
      ForwardForm form) {
    return answer(
        referrals.forward(
            callers.current(), known(reference), EntityVersion.required(ifMatch), form.to()));
  }

  @PUT
  @Path("/{reference}/decline")
  @RolesAllowed("identifier")
  @Mandated("identification")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ReferralView.class)))
  public Response decline(
      @PathParam("reference") String reference,
      @HeaderParam("If-Match") String ifMatch,
      DeclineForm form) {
    return handle(reference, ifMatch, new ReferralCommand.Decline(form.reason()));
  }

  @PUT
  @Path("/{reference}/information-request")
  @RolesAllowed("identifier")
  @Mandated("identification")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ReferralView.class)))
  public Response ask(
      @PathParam("reference") String reference,
      @HeaderParam("If-Match") String ifMatch,
      QuestionsForm form) {
    return handle(reference, ifMatch, new ReferralCommand.RequestInformation(form.questions()));
  }

  @PUT
  @Path("/{reference}/information")
  @RolesAllowed("referrer")
  @Mandated("refer")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ReferralView.class)))
  public Response tell(
      @PathParam("reference") String reference,
      @HeaderParam("If-Match") String ifMatch,
      InformationForm form) {
    return answer(
        referrals.tellMore(
            callers.current(), known(reference), EntityVersion.required(ifMatch), form.answers()));
  }

  @PUT
  @Path("/{reference}/withdrawal")
  @RolesAllowed("referrer")
  @Mandated("refer")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ReferralView.class)))
  public Response withdraw(
      @PathParam("reference") String reference, @HeaderParam("If-Match") String ifMatch) {
    return handle(reference, ifMatch, new ReferralCommand.Withdraw());
  }

  @PUT
  @Path("/{reference}/error")
  @RolesAllowed("referrer")
  @Mandated("refer")
  @Operation(summary = "Mark a referral as never meant to be sent")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ReferralView.class)))
  public Response enterInError(
      @PathParam("reference") String reference, @HeaderParam("If-Match") String ifMatch) {
    return handle(reference, ifMatch, new ReferralCommand.EnterInError());
  }

  private Response handle(String reference, String ifMatch, ReferralCommand command) {
    return answer(
        referrals.handle(
            callers.current(), known(reference), EntityVersion.required(ifMatch), command));
  }

  private static Response answer(Seen seen) {
    return Response.ok(seen.view()).header("ETag", seen.version().etag()).build();
  }

  /** A reference that cannot exist gets the answer of one that does not. */
  static ReferralRef known(String reference) {
    try {
      return new ReferralRef(reference);
    } catch (IllegalArgumentException e) {
      throw Problems.notFound();
    }
  }

  static int limited(int limit) {
    if (limit < 1 || limit > 200) {
      throw Problems.malformed("limit", "a number from 1 to 200");
    }
    return limit;
  }
}
