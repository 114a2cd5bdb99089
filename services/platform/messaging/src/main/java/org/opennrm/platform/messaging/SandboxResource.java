package org.opennrm.platform.messaging;

import io.quarkus.arc.All;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.opennrm.platform.policy.DomainClock;

/**
 * How far this service has come with the sandbox's time: whoever moves the clock waits here until
 * nothing is due and nothing is on its way. Outside a sandbox it does not exist.
 */
@Path("/{service}/sandbox")
public class SandboxResource {
  private final SandboxGuard guard;
  private final DomainClock clock;
  private final MessagingFigures figures;
  private final List<Timers> timers;
  private final String service;

  SandboxResource(
      SandboxGuard guard,
      DomainClock clock,
      MessagingFigures figures,
      @All List<Timers> timers,
      @ConfigProperty(name = "nrm.service") String service) {
    this.guard = guard;
    this.clock = clock;
    this.figures = figures;
    this.timers = timers;
    this.service = service;
  }

  @GET
  @RolesAllowed("sandbox-operator")
  @Produces(MediaType.APPLICATION_JSON)
  public SandboxState state(@PathParam("service") String asked) {
    if (!guard.isSandbox() || !service.equals(asked)) {
      throw new NotFoundException();
    }
    var now = clock.now();
    return new SandboxState(
        clock.offset().toSeconds(),
        figures.pendingEvents(),
        timers.stream().mapToInt(each -> each.due(now)).sum());
  }

  /** The three figures that tell whether this service has settled. */
  public record SandboxState(long offsetSeconds, long pendingEvents, int dueTimers) {}
}
