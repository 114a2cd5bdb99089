package org.opennrm.journeys.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One service runs on a machine whose clock is wrong. Needs Debian's {@code libfaketime}, which
 * tells a process another time.
 */
final class SkewedClock {

  private static final Path LIBRARIES = Path.of("/usr/lib");
  private static final String LIBRARY = "faketime/libfaketimeMT.so.1";

  /** Further off, and every token that lives for a minute would be refused by half of all. */
  private static final int SECONDS = 20;

  private static final Duration A_WHILE = Duration.ofSeconds(15);

  private SkewedClock() {}

  static boolean isAllowed() {
    return library().isPresent();
  }

  /** Too early or too late; afterwards its clock is right again, and goes back or leaps. */
  static void skew(Scene scene) {
    var service = scene.anyService();
    var offset = scene.random().nextBoolean() ? "+" + SECONDS : "-" + SECONDS;
    var installation = scene.installation();
    installation.setInstead(
        service,
        Map.of(
            "LD_PRELOAD",
            library().orElseThrow().toString(),
            "FAKETIME",
            offset + "s",
            // How long something takes is measured as ever.
            "FAKETIME_DONT_FAKE_MONOTONIC",
            "1"));
    installation.kill(service);
    installation.start(service);
    scene.say("the clock of %s is %s seconds off", service, offset);
    try {
      scene.letWork(A_WHILE);
    } finally {
      installation.setInstead(service, Map.of());
      installation.kill(service);
    }
    installation.start(service);
  }

  private static Optional<Path> library() {
    try (var architectures = Files.list(LIBRARIES)) {
      return architectures.map(each -> each.resolve(LIBRARY)).filter(Files::exists).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
