package org.opennrm.platform.web;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.access.CallerRefused;
import org.opennrm.platform.access.Callers;
import org.opennrm.platform.access.Organisations;
import org.opennrm.platform.policy.DomainClock;

/**
 * Before anything is read: a token that speaks for no organisation we know, or for one without the
 * mandate that the door asks for, is refused, whatever was sent. After everything: nothing
 * protected stays in a cache.
 */
@Provider
@Priority(Priorities.AUTHORIZATION + 1)
public class CallerGate implements ContainerRequestFilter, ContainerResponseFilter {

  private final Callers callers;
  private final Organisations organisations;
  private final DomainClock clock;

  @Context @Nullable ResourceInfo door;

  @Inject
  CallerGate(Callers callers, Organisations organisations, DomainClock clock) {
    this.callers = callers;
    this.organisations = organisations;
    this.clock = clock;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (callers.anonymous()) {
      return;
    }
    try {
      checkMandate(callers.current());
    } catch (CallerRefused e) {
      request.abortWith(Problems.forbidden(e.reason().name()).toResponse());
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  private void checkMandate(Caller caller) {
    var asked = askedAtTheDoor();
    var today = LocalDate.ofInstant(clock.now(), ZoneOffset.UTC);
    if (asked != null
        && Arrays.stream(asked.value())
            .noneMatch(step -> organisations.mayDo(caller.organisation(), step, today))) {
      throw new CallerRefused(CallerRefused.Reason.NO_MANDATE);
    }
  }

  private @Nullable Mandated askedAtTheDoor() {
    if (door == null || door.getResourceMethod() == null) {
      return null;
    }
    var ofTheMethod = door.getResourceMethod().getAnnotation(Mandated.class);
    return ofTheMethod == null && door.getResourceClass() != null
        ? door.getResourceClass().getAnnotation(Mandated.class)
        : ofTheMethod;
  }
}
