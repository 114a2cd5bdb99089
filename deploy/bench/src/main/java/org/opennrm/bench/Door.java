package org.opennrm.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * The services' public doors, as their users open them. Every path begins with the name of its
 * service. Nothing is tried twice: an error is counted, not smoothed over.
 */
public final class Door implements AutoCloseable {

  /** A little more than a service has with those who wait at its door. */
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Function<String, URI> addresses;
  private final TokenKeeper tokens;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  /**
   * @param addresses where a service listens
   */
  public Door(Function<String, URI> addresses, TokenKeeper tokens) {
    this.addresses = addresses;
    this.tokens = tokens;
  }

  /** Creates something once, however often the same key is sent. */
  public Reply post(String as, String path, String key, String body) {
    return send(
        request(as, path)
            .header("Idempotency-Key", key)
            .method("POST", BodyPublishers.ofString(body)));
  }

  /** Takes a step; {@code version} is the one the caller has seen, empty where none is asked. */
  public Reply put(String as, String path, String version, String body) {
    BodyPublisher content =
        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    HttpRequest.Builder request = request(as, path).method("PUT", content);
    return send(version.isEmpty() ? request : request.header("If-Match", version));
  }

  public Reply get(String as, String path) {
    return send(request(as, path).GET());
  }

  private HttpRequest.Builder request(String as, String path) {
    String service = path.substring(1, path.indexOf('/', 1));
    return HttpRequest.newBuilder(addresses.apply(service).resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + tokens.of(as))
        .header("Content-Type", "application/json");
  }

  private Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
      return new Reply.Answered(
          answer.statusCode(), json(answer.body()), answer.headers().firstValue("ETag").orElse(""));
    } catch (IOException e) {
      return new Reply.Silent(e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    }
  }

  private static JsonNode json(byte[] body) {
    try {
      JsonNode read = JSON.readTree(body);
      return read == null ? MissingNode.getInstance() : read;
    } catch (IOException _) {
      return MissingNode.getInstance();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
