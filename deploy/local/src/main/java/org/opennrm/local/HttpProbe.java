package org.opennrm.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks a local address what it answers. */
final class HttpProbe {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(LocalMode.HEALTH_PATIENCE)
          .build();

  private HttpProbe() {}

  static boolean ok(URI address) {
    return answers(address, 200);
  }

  static boolean answers(URI address, int status) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(address).timeout(LocalMode.HEALTH_PATIENCE).build();
      return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == status;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    }
  }
}
