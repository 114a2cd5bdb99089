package org.opennrm.platform.web;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opennrm.platform.messaging.OperationsResource;
import org.opennrm.platform.messaging.Pace;

/**
 * Turns away what a service that does not keep up cannot afford, before anything is read: what can
 * wait while it is behind, and everything that would be written while there is no room for it.
 */
@Provider
@Priority(Priorities.AUTHORIZATION + 2)
public class PaceGate implements ContainerRequestFilter {
  private static final Set<String> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final Pace pace;

  @Context @Nullable ResourceInfo door;

  @Inject
  PaceGate(Pace pace) {
    this.pace = pace;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    var method = door == null ? null : door.getResourceMethod();
    if (method == null || method.getDeclaringClass() == OperationsResource.class) {
      return;
    }
    if (pace.hasNoRoom() && !READING.contains(request.getMethod())) {
      request.abortWith(Problems.unavailable("DISK").toResponse());
    } else if (method.isAnnotationPresent(GivesWay.class) && pace.isFarBehind()) {
      request.abortWith(Problems.unavailable("BEHIND").toResponse());
    }
  }
}
