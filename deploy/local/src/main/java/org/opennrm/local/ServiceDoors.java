package org.opennrm.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The services' doors as the commands of {@code ./nrm} use them; what they refuse is trouble. */
final class ServiceDoors {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  JsonNode get(String token, URI door) {
    return send(token, HttpRequest.newBuilder(door).GET());
  }

  JsonNode post(String token, URI door, String body) {
    return send(
        token,
        HttpRequest.newBuilder(door)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private JsonNode send(String token, HttpRequest.Builder builder) {
    HttpRequest request =
        builder
            .timeout(Duration.ofSeconds(60))
            .header("Accept", "application/json")
            .header("Authorization", "Bearer " + token)
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new Trouble(
            "%s %s answered %d: %s"
                .formatted(
                    request.method(),
                    request.uri(),
                    answer.statusCode(),
                    answer.body().lines().findFirst().orElse("")));
      }
      return answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new Trouble(request.uri() + " does not answer; is everything up (./nrm status)?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    }
  }
}
