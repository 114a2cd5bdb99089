package org.opennrm.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service says of itself, at the port where it would stand. */
class ServicePartTest {

  @TempDir Path home;
  private ServicePart part;
  private HttpServer service;

  @BeforeEach
  void aServiceAnswers() throws IOException {
    var installation =
        new Installation(
            new Places(Repository.root(), home, home, InfrastructureTest.freeOffset()),
            LocalMode.Jvms.EVERYDAY);
    part = installation.serviceParts().getFirst();
    service = HttpServer.create(new InetSocketAddress(LocalMode.HOST, part.ports().getFirst()), 0);
    service.start();
  }

  @AfterEach
  void itEnds() {
    service.stop(0);
  }

  @Test
  void aServiceThatIsReadyAndAliveIsHealthy() {
    says("ready", 200);
    says("live", 200);

    assertThat(part.healthy()).isTrue();
    assertThat(part.gaveUp()).isFalse();
  }

  @Test
  void aServiceWhoseReaderGaveUpIsNotHealthyThoughItIsReady() {
    says("ready", 200);
    says("live", 503);

    assertThat(part.healthy()).isFalse();
    assertThat(part.gaveUp()).isTrue();
  }

  @Test
  void aServiceThatWaitsForItsDatabaseIsLeftInPeace() {
    says("ready", 503);
    says("live", 200);

    assertThat(part.healthy()).isFalse();
    assertThat(part.gaveUp()).isFalse();
  }

  @Test
  void aServiceThatDoesNotAnswerHasNotSaidThatItGaveUp() {
    service.stop(0);

    assertThat(part.healthy()).isFalse();
    assertThat(part.gaveUp()).isFalse();
  }

  private void says(String question, int status) {
    service.createContext(
        "/q/health/" + question,
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
  }
}
