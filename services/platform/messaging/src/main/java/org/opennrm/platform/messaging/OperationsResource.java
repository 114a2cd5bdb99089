package org.opennrm.platform.messaging;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.opennrm.platform.messaging.RoadView.BlockedView;
import org.opennrm.platform.messaging.RoadView.ConsumerView;
import org.opennrm.platform.messaging.RoadView.ReplayView;

/**
 * What an operator sees and does when events stand still: releases or sets aside what is parked,
 * has topics read again, and rebuilds a topic from the record.
 */
@Path("/{service}/operations")
@Tag(name = "operations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OperationsResource {
  private static final Logger LOG = Logger.getLogger(OperationsResource.class);

  private final ParkedEvents parked;
  private final Replays replays;
  private final Relay relay;
  private final Subscriptions subscriptions;
  private final MessagingFigures figures;
  private final Pace pace;
  private final String service;

  OperationsResource(
      ParkedEvents parked,
      Replays replays,
      Relay relay,
      Subscriptions subscriptions,
      MessagingFigures figures,
      Pace pace,
      @ConfigProperty(name = "nrm.service") String service) {
    this.parked = parked;
    this.replays = replays;
    this.relay = relay;
    this.subscriptions = subscriptions;
    this.figures = figures;
    this.pace = pace;
    this.service = service;
  }

  @GET
  @Path("/events")
  @RolesAllowed("operator")
  @Operation(summary = "What is on its way, what stands still, and what is read again")
  public RoadView road(@PathParam("service") String asked) {
    onlyHere(asked);
    return new RoadView(
        figures.pendingEvents(),
        pace.relayBehind().toMillis() / 1000.0,
        pace.isGettingThrough(),
        pace.isFarBehind(),
        relay.copies(),
        subscriptions.all().stream().map(each -> ConsumerView.of(each, pace)).toList(),
        parked.blocked().stream().map(BlockedView::of).toList(),
        replays.list().stream().map(ReplayView::of).toList(),
        relay.withoutCause());
  }

  @POST
  @Path("/without-cause/settle")
  @RolesAllowed("operator")
  @Operation(
      summary = "Somebody has seen to what a database that was set back does not know any longer")
  public Taken settle(@PathParam("service") String asked, Settled settled) {
    onlyHere(asked);
    var foundUntil = settled == null ? null : settled.foundUntil();
    if (foundUntil == null) {
      throw new BadRequestException();
    }
    return told("settles", "events without cause", relay.settle(foundUntil));
  }

  @POST
  @Path("/parked/{parked}/release")
  @RolesAllowed("operator")
  @Operation(summary = "Take a parked event in, and those behind it in their order")
  public Taken release(
      @PathParam("service") String asked, @PathParam("parked") String name, Parked where) {
    onlyHere(asked);
    var head = find(where, name);
    return told("releases", name, parked.release(head.consumer(), head.source(), head.subject()));
  }

  @POST
  @Path("/parked/{parked}/set-aside")
  @RolesAllowed("operator")
  @Operation(summary = "Give a parked event up, knowingly, and take those behind it in")
  public Taken setAside(
      @PathParam("service") String asked, @PathParam("parked") String name, Parked where) {
    onlyHere(asked);
    var head = find(where, name);
    return told(
        "sets aside", name, parked.setAside(head.consumer(), head.source(), head.subject()));
  }

  @POST
  @Path("/replays")
  @RolesAllowed("operator")
  @Operation(
      summary = "Have a consumer read its topics again, or make its tables anew where it can")
  public List<ReplayView> replay(@PathParam("service") String asked, Wish wish) {
    onlyHere(asked);
    if (wish == null || !wish.holdsTogether()) {
      throw new BadRequestException();
    }
    var consumer = Objects.requireNonNull(wish.consumer());
    try {
      if (wish.anew().orElse(false)) {
        replays.anew(consumer);
      } else {
        replays.again(consumer, wish.since().orElse(null));
      }
    } catch (NoSuchElementException e) {
      throw new NotFoundException(e);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(e);
    }
    LOG.infof("The operator has %s read again", consumer);
    return replays.list().stream()
        .filter(each -> each.consumer().equals(consumer) && each.doneAt() == null)
        .map(ReplayView::of)
        .toList();
  }

  @POST
  @Path("/topics/{topic}/rebuild")
  @RolesAllowed("operator")
  @Operation(summary = "Send everything that was ever published on a topic once more")
  public Taken rebuild(@PathParam("service") String asked, @PathParam("topic") String topic) {
    onlyHere(asked);
    if (relay.copies().stream().noneMatch(each -> each.topic().equals(topic))) {
      throw new NotFoundException();
    }
    return told("rebuilds", topic, relay.sendAllAgain(topic));
  }

  private ParkedEvent find(Parked where, String name) {
    var consumer = where == null ? "" : where.consumer();
    return parked.blocked().stream()
        .map(BlockedSubject::head)
        .filter(head -> head.consumer().equals(consumer) && BlockedView.nameOf(head).equals(name))
        .findFirst()
        .orElseThrow(NotFoundException::new);
  }

  private static Taken told(String what, String which, int events) {
    LOG.infof("The operator %s %s: %d events", what, which, events);
    return new Taken(events);
  }

  private void onlyHere(String asked) {
    if (!service.equals(asked)) {
      throw new NotFoundException();
    }
  }

  /** In which consumer the event is parked; several may have parked the same one. */
  public record Parked(String consumer) {}

  /**
   * @param since records that reached the broker at this moment or later; all, when it is left out
   * @param anew empties the consumer's tables first
   */
  public record Wish(@Nullable String consumer, Optional<Instant> since, Optional<Boolean> anew) {

    /** Tables that are made anew are made from everything, never from a moment on. */
    boolean holdsTogether() {
      return consumer != null && !(anew.orElse(false) && since.isPresent());
    }
  }

  /**
   * @param foundUntil what was found out later stays open
   */
  public record Settled(@Nullable Instant foundUntil) {}

  /** How many events it concerned. */
  public record Taken(int events) {}
}
