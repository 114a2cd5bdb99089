package org.opennrm.platform.web;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.arc.Arc;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;

/**
 * Every refusal as an RFC 9457 document in the caller's language. What belongs to somebody else and
 * what does not exist get the same document to the letter.
 */
public final class Problems {

  private static final int UNPROCESSABLE = 422;
  private static final int FIRST_FAULT = 500;
  private static final int PRECONDITION_REQUIRED = 428;

  private Problems() {}

  /** Neither says whether it exists. */
  public static HttpProblem notFound() {
    return problem(Status.NOT_FOUND.getStatusCode(), "not-found").build();
  }

  /**
   * The lifecycle forbids the step.
   *
   * @param rule the rule's name
   * @param possibleNow the steps that are possible instead
   */
  public static HttpProblem refused(String rule, Collection<String> possibleNow) {
    return problem(Status.CONFLICT.getStatusCode(), "refused")
        .withDetail(text("rule." + rule, "refused.detail"))
        .with("rule", rule)
        .with("possibleNow", possibleNow.stream().sorted().toList())
        .build();
  }

  /** Somebody else changed it since; read again. */
  public static HttpProblem stale(EntityVersion current) {
    return problem(Status.PRECONDITION_FAILED.getStatusCode(), "stale")
        .withHeader(HttpHeaders.ETAG, current.etag())
        .build();
  }

  public static HttpProblem versionRequired() {
    return problem(PRECONDITION_REQUIRED, "version-required").build();
  }

  /** Every wrong field at once. */
  public static HttpProblem invalid(List<FieldProblem> errors) {
    return problem(UNPROCESSABLE, "invalid").with("errors", List.copyOf(errors)).build();
  }

  public static HttpProblem invalid(String field, String expected) {
    return invalid(List.of(new FieldProblem(field, expected)));
  }

  public static HttpProblem malformed(int line, int column) {
    return problem(Status.BAD_REQUEST.getStatusCode(), "malformed")
        .with("line", line)
        .with("column", column)
        .build();
  }

  /** A header or parameter that cannot be read at all. */
  public static HttpProblem malformed(String name, String expected) {
    return problem(Status.BAD_REQUEST.getStatusCode(), "malformed")
        .with("errors", List.of(new FieldProblem(name, expected)))
        .build();
  }

  public static HttpProblem keyReused() {
    return problem(UNPROCESSABLE, "idempotency-key-reused").build();
  }

  /** Says nothing of what would have been found. */
  public static HttpProblem unauthorised() {
    return problem(Status.UNAUTHORIZED.getStatusCode(), "unauthorised")
        .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .build();
  }

  /** Depends on token and route only, never on what was asked for. */
  public static HttpProblem forbidden(String reason) {
    return problem(Status.FORBIDDEN.getStatusCode(), "forbidden").with("reason", reason).build();
  }

  /** A part is down; nothing was done; ask again. */
  public static HttpProblem unavailable(String reason) {
    return problem(Status.SERVICE_UNAVAILABLE.getStatusCode(), "unavailable")
        .withHeader(HttpHeaders.RETRY_AFTER, 2)
        .with("reason", reason)
        .build();
  }

  /**
   * Asked too often; what was asked was not looked at.
   *
   * @param seconds after which it may be asked again
   */
  public static HttpProblem tooMany(long seconds) {
    return problem(Status.TOO_MANY_REQUESTS.getStatusCode(), "too-many")
        .withHeader(HttpHeaders.RETRY_AFTER, seconds)
        .build();
  }

  /** The body is larger than the door takes. */
  static HttpProblem tooLarge() {
    return problem(Status.REQUEST_ENTITY_TOO_LARGE.getStatusCode(), "too-large").build();
  }

  /** Something is wrong here, and only the log says what. */
  static HttpProblem fault() {
    return problem(Status.INTERNAL_SERVER_ERROR.getStatusCode(), "fault").build();
  }

  /** What the framework refused before any code of ours was reached. */
  static HttpProblem ofStatus(int status) {
    return switch (Status.fromStatusCode(status)) {
      case NOT_FOUND -> notFound();
      case METHOD_NOT_ALLOWED -> problem(status, "method-not-allowed").build();
      case NOT_ACCEPTABLE -> problem(status, "not-acceptable").build();
      case UNSUPPORTED_MEDIA_TYPE -> problem(status, "unsupported-media-type").build();
      case REQUEST_ENTITY_TOO_LARGE -> tooLarge();
      case null, default -> problem(status, status < FIRST_FAULT ? "malformed" : "fault").build();
    };
  }

  private static HttpProblem.Builder problem(int status, String name) {
    return HttpProblem.builder()
        .withType(URI.create("urn:nrm:problem:" + name))
        .withStatus(status)
        .withTitle(text(name + ".title", name + ".title"))
        .withHeader(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  static String text(String key, String otherwise) {
    var bundle =
        ResourceBundle.getBundle(
            "org.opennrm.platform.web.problems",
            callersLocale(),
            Problems.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    return bundle.getString(bundle.containsKey(key) ? key : otherwise);
  }

  private static Locale callersLocale() {
    // Before a request reaches its door nobody has read its languages.
    var request = Arc.container().requestContext().isActive() ? CurrentRequestManager.get() : null;
    if (request == null) {
      return Locale.ENGLISH;
    }
    return request.getHttpHeaders().getAcceptableLanguages().stream()
        .filter(l -> !l.getLanguage().equals("*"))
        .findFirst()
        .orElse(Locale.ENGLISH);
  }
}
