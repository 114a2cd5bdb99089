package org.opennrm.identification.protection;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.opennrm.contracts.ids.ReferralRef;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.web.Mandated;

/**
 * The one question that immigration enforcement asks, before it removes somebody, and must ask. The
 * answer has the same shape whatever is known, and says neither why nor by whom.
 */
@Path("/identification/removal-questions")
@Tag(name = "protection")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("enforcement")
@RunOnVirtualThread
class RemovalQuestionResource {

  private final RemovalQuestions questions;
  private final Callers callers;

  @Inject
  RemovalQuestionResource(RemovalQuestions questions, Callers callers) {
    this.questions = questions;
    this.callers = callers;
  }

  /**
   * @param reference the reference that the person carries, or that the referring unit gave
   */
  record Question(@NotNull ReferralRef reference) {}

  @POST
  @Mandated("removal")
  @Operation(
      summary =
          "May this person be removed: barred or none known, until when, and whom to call; one question at a time")
  @APIResponse(responseCode = "200", description = "The answer; the question is kept")
  @APIResponse(
      responseCode = "429",
      description = "Too many questions; removals are asked one by one")
  public RemovalQuestions.Answer ask(Question question) {
    return questions.ask(callers.current(), question.reference());
  }
}
