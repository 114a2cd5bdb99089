package org.opennrm.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Access tokens from the realm's token endpoint. Each call asks for a new one: those of machines
 * live for a minute.
 */
final class Tokens {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final URI endpoint;

  Tokens(URI issuer) {
    this.endpoint = URI.create(issuer + "/protocol/openid-connect/token");
  }

  String ofClient(String client, String secret) {
    return ask(
        Map.of("grant_type", "client_credentials", "client_id", client, "client_secret", secret),
        client);
  }

  String ofUser(String user, String password) {
    return ask(
        Map.of(
            "grant_type",
            "password",
            "client_id",
            "nrm-cli",
            "username",
            user,
            "password",
            password),
        user);
  }

  private String ask(Map<String, String> form, String who) {
    String body =
        form.entrySet().stream()
            .map(field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
      JsonNode json = JSON.readTree(answer.body());
      if (answer.statusCode() != 200 || !json.hasNonNull("access_token")) {
        throw new Trouble(
            "Keycloak gives %s no token (%d %s)."
                .formatted(who, answer.statusCode(), json.path("error_description").asText()));
      }
      return json.get("access_token").asText();
    } catch (IOException e) {
      throw new Trouble(
          "Keycloak does not answer at " + endpoint + "; is it up (./nrm status)?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    }
  }
}
