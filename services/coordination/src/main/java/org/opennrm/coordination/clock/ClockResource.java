package org.opennrm.coordination.clock;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.opennrm.platform.messaging.ClockFollower;
import org.opennrm.platform.messaging.ClockMover;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.web.Problems;

/**
 * Reads and moves the sandbox's clock, for every service at once. Outside a sandbox there is
 * nothing here. Whoever moves it waits between steps until every service has settled (each says so
 * at {@code /<service>/sandbox}).
 */
@Path("/coordination/clock")
@Tag(name = "sandbox clock")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ClockResource {

  private final ClockMover mover;
  private final ClockFollower follower;
  private final DomainClock clock;
  private final boolean sandbox;

  @Inject
  ClockResource(
      ClockMover mover,
      ClockFollower follower,
      DomainClock clock,
      @ConfigProperty(name = "nrm.sandbox", defaultValue = "false") boolean sandbox) {
    this.mover = mover;
    this.follower = follower;
    this.clock = clock;
    this.sandbox = sandbox;
  }

  @GET
  @RolesAllowed("sandbox-operator")
  @Operation(summary = "The sandbox's time")
  public ClockView read() {
    onlyInASandbox();
    return view();
  }

  /** One step at a time, so that two of them add up. */
  @POST
  @RolesAllowed("sandbox-operator")
  @Operation(summary = "Move the sandbox's time forward, a day at most")
  public synchronized ClockView move(ClockForm form) {
    onlyInASandbox();
    if (!follower.caughtUp()) {
      throw Problems.unavailable("CLOCK");
    }
    try {
      mover.move(clock.offset().plus(form.step()));
    } catch (IllegalStateException e) {
      // The broker does not answer; the clock stands where it stood.
      throw Problems.unavailable("KAFKA");
    }
    return view();
  }

  private void onlyInASandbox() {
    if (!sandbox) {
      throw Problems.notFound();
    }
  }

  private ClockView view() {
    return new ClockView(clock.now(), clock.offset().toSeconds());
  }
}
