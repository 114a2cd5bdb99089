package org.opennrm.platform.web;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.ConnectException;
import java.net.URI;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.opennrm.platform.access.CallerRefused;

/**
 * What escapes a resource. A database that is away is 503 and nothing was done; anything else is a
 * fault of ours: 500, logged once with its kind and place, never with its message, which could hold
 * what was sent.
 */
public class Refusals {

  private static final Logger LOG = Logger.getLogger(Refusals.class);

  @ServerExceptionMapper
  Response refused(CallerRefused e) {
    return Problems.forbidden(e.reason().name()).toResponse();
  }

  /** No token, or one that is expired, forged or meant for somebody else. */
  @ServerExceptionMapper(
      value = {UnauthorizedException.class, AuthenticationFailedException.class},
      priority = 1)
  Response unknownCaller(SecurityException e) {
    return Problems.unauthorised().toResponse();
  }

  /** The role is not one that this door opens to. */
  @ServerExceptionMapper(priority = 1)
  Response wrongRole(ForbiddenException e) {
    return Problems.forbidden("ROLE").toResponse();
  }

  /** Where there is no door the answer is that of what is not the caller's. */
  @ServerExceptionMapper(priority = 1)
  Response noSuchDoor(NotFoundException e, UriInfo asked) {
    return HttpProblem.builder(Problems.notFound())
        .withInstance(URI.create(asked.getRequestUri().getRawPath()))
        .build()
        .toResponse();
  }

  /**
   * What the server refuses before any code of ours is reached: no such door, another media type.
   */
  @ServerExceptionMapper(priority = 1)
  Response refusedByTheServer(WebApplicationException e) {
    return e.getResponse().hasEntity()
        ? e.getResponse()
        : Problems.ofStatus(e.getResponse().getStatus()).toResponse();
  }

  @ServerExceptionMapper(priority = 1)
  Response unexpected(RuntimeException e) {
    if (e instanceof HttpProblem problem) {
      return problem.toResponse();
    }
    if (identityProviderIsAway(e)) {
      return Problems.unavailable("IDENTITY_PROVIDER").toResponse();
    }
    return databaseIsAway(e) ? Problems.unavailable("DATABASE").toResponse() : fault(e);
  }

  private static Response fault(Throwable e) {
    var root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    var place = root.getStackTrace().length == 0 ? "?" : root.getStackTrace()[0].toString();
    LOG.errorf(
        "A request failed: %s in %s, at %s",
        root.getClass().getName(), e.getClass().getName(), place);
    return Problems.fault().toResponse();
  }

  /**
   * Started while it was away: there are no keys to check tokens with, which is no fault of the
   * caller.
   */
  private static boolean identityProviderIsAway(Throwable thrown) {
    for (var cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof OIDCException) {
        return true;
      }
    }
    return false;
  }

  private static boolean databaseIsAway(Throwable thrown) {
    for (var cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientConnectionException || cause instanceof ConnectException) {
        return true;
      }
      if (cause instanceof SQLException sql && isAway(sql)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Connection errors (08), shutdown and start-up (57P), no room or connections left (53), and a
   * pool that waited in vain.
   */
  private static boolean isAway(SQLException e) {
    var state = e.getSQLState();
    return state == null
        ? String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("acquisition timeout")
        : state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
  }
}
