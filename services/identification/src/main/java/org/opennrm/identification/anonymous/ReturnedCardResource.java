package org.opennrm.identification.anonymous;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.opennrm.identification.anonymous.ReturnedCards.Outcome;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.web.Aliases;
import org.opennrm.platform.web.Mandated;
import org.opennrm.platform.web.Problems;

/** Somebody came back with their card: what was noted then belongs to their case. */
@Path("/identification/cases/{case}/return-card")
@Tag(name = "anonymous notifications")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("identifier")
@RunOnVirtualThread
class ReturnedCardResource {

  private final ReturnedCards cards;
  private final Callers callers;
  private final Aliases aliases;

  @Inject
  ReturnedCardResource(ReturnedCards cards, Callers callers, Aliases aliases) {
    this.cards = cards;
    this.callers = callers;
    this.aliases = aliases;
  }

  /** The code as the person has it; case, hyphens and spaces do not matter. */
  record ReturnCardForm(@NotNull @Size(max = 60) String returnCode) {}

  @PUT
  @Mandated("identification")
  @Operation(
      summary =
          "Join what was noted when the person chose not to be referred, by the code on their card; the same code again changes nothing")
  public NotificationView join(@PathParam("case") String alias, ReturnCardForm form) {
    var caller = callers.current();
    return switch (cards.join(caller, aliases.read(alias, caller), form.returnCode())) {
      case Outcome.Joined(var notification) -> notification;
      case Outcome.NoSuchCard() ->
          throw Problems.invalid("returnCode", "the code of a card that waits for somebody");
      case Outcome.TooOften(var seconds) -> throw Problems.tooMany(seconds);
    };
  }

  @GET
  @Mandated("identification")
  @Operation(summary = "What was noted before the person came back; the read is recorded")
  public List<NotificationView> all(@PathParam("case") String alias) {
    var caller = callers.current();
    return cards.ofCase(caller, aliases.read(alias, caller));
  }
}
