package org.opennrm.journeys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.opennrm.local.Installation;

/**
 * The public doors of a running installation, as a partner's system opens them: a token of the
 * organisation's own client, JSON over HTTP, nothing else.
 */
public final class Doors {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Renewed well before the sixty seconds that a machine's token lives. */
  private static final Duration TOKEN_KEPT = Duration.ofSeconds(40);

  private final Installation installation;
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  public Doors(Installation installation) {
    this.installation = installation;
  }

  /** An answer: status, body and the version it shows. */
  public record Answer(int status, JsonNode body, Optional<String> etag) {

    /** The text at that name; fails where there is none, since the story depends on it. */
    public String text(String name) {
      var node = body.path(name);
      if (!node.isValueNode()) {
        throw new BrokenStory("the answer has no \"" + name + "\"", this);
      }
      return node.asText();
    }

    /** Goes on only with the expected status. */
    public Answer expecting(int expected) {
      if (status != expected) {
        throw new BrokenStory("expected status " + expected + ", got " + status, this);
      }
      return this;
    }
  }

  private record Token(String value, Instant until) {}

  public Answer get(String organisation, String path) {
    return send(organisation, "GET", path, null, Map.of());
  }

  /** A creation: with a key of its own. */
  public Answer post(String organisation, String path, String body, String key) {
    return send(organisation, "POST", path, body, Map.of("Idempotency-Key", key));
  }

  /** A step on what was seen in that version; empty where the door asks for none. */
  public Answer put(
      String organisation, String path, @Nullable String body, Optional<String> etag) {
    return send(
        organisation, "PUT", path, body, etag.map(e -> Map.of("If-Match", e)).orElse(Map.of()));
  }

  private Answer send(
      String organisation,
      String method,
      String path,
      @Nullable String body,
      Map<String, String> headers) {
    var service = path.substring(1).split("/", 2)[0].split("\\?", 2)[0];
    var request =
        HttpRequest.newBuilder(URI.create(installation.url(service) + path))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + token(organisation))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try {
      var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(
          answer.statusCode(), read(answer.body()), answer.headers().firstValue("ETag"));
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String token(String organisation) {
    return tokens
        .compute(
            organisation,
            (_, kept) ->
                kept != null && Instant.now().isBefore(kept.until())
                    ? kept
                    : new Token(
                        installation.clientToken(organisation), Instant.now().plus(TOKEN_KEPT)))
        .value();
  }

  private static JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JSON.getNodeFactory().textNode(body);
    }
  }
}
