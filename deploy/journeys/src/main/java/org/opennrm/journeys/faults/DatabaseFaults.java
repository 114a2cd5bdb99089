package org.opennrm.journeys.faults;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.opennrm.bench.Trouble;

/** A database that dies, as a whole or in one session, or has no room left. */
final class DatabaseFaults {

  private static final Duration SOME_TIME = Duration.ofSeconds(2);
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
  private static final String POSTGRES = "postgres";

  private DatabaseFaults() {}

  static void stopAtOnce(Scene scene) {
    scene.letWorkAtMost(SOME_TIME);
    scene.installation().stopPostgresAtOnce();
    startAgain(scene);
  }

  static void kill(Scene scene) {
    scene.letWorkAtMost(SOME_TIME);
    scene.installation().kill(POSTGRES);
    startAgain(scene);
  }

  /** PostgreSQL ends every other session and recovers, since shared memory may be damaged. */
  static void killABackend(Scene scene) {
    var service = scene.anyService();
    scene.letWorkAtMost(SOME_TIME);
    var sessions =
        scene
            .tables()
            .column(
                service,
                "select pid::text from pg_stat_activity where usename = current_user and pid <> pg_backend_pid()");
    var session = Long.parseLong(scene.any(sessions));
    ProcessHandle.of(session).ifPresent(ProcessHandle::destroyForcibly);
    scene.require(LONG_ENOUGH, "PostgreSQL recovers", () -> scene.installation().healthy(POSTGRES));
  }

  /** Sessions of a killed server hold its memory for a moment, and it does not start meanwhile. */
  private static void startAgain(Scene scene) {
    scene.require(
        LONG_ENOUGH,
        "PostgreSQL starts again",
        () -> {
          try {
            scene.installation().start(POSTGRES);
            return true;
          } catch (org.opennrm.local.Trouble e) {
            return false;
          }
        });
  }

  /** The cluster lives on a small disk of its own for a while, and that disk fills up. */
  static void fillTheDisk(Scene scene) {
    var cluster = scene.installation().home().resolve("data").resolve(POSTGRES);
    var kept = cluster.resolveSibling(POSTGRES + ".kept");
    scene.installation().stop(POSTGRES);
    run("mv", cluster.toString(), kept.toString());
    try {
      run("mkdir", cluster.toString());
      run(
          "mount",
          "-t",
          "tmpfs",
          "-o",
          "mode=0700,size=" + size(kept) + "m",
          "tmpfs",
          cluster.toString());
      run("cp", "-a", kept + "/.", cluster.toString());
      startAgain(scene);
      scene.letWork(SOME_TIME);
      fill(cluster.resolve("filler"));
      scene.letWork(Duration.ofSeconds(8));
      Files.deleteIfExists(cluster.resolve("filler"));
      if (!scene.installation().healthy(POSTGRES)) {
        startAgain(scene);
      }
      scene.letWork(SOME_TIME);
      scene.installation().stop(POSTGRES);
      run("rm", "-rf", kept.toString());
      run("cp", "-a", cluster.toString(), kept.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      scene.installation().stop(POSTGRES);
      run("umount", cluster.toString());
      run("rmdir", cluster.toString());
      run("mv", kept.toString(), cluster.toString());
      startAgain(scene);
    }
  }

  private static long size(Path folder) {
    try (var files = Files.walk(folder)) {
      return (files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum()
              >> 20)
          + 96;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void fill(Path filler) throws IOException {
    try (var file = new RandomAccessFile(filler.toFile(), "rw")) {
      var block = new byte[1 << 16];
      while (true) {
        file.write(block);
      }
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("No space left")) {
        throw e;
      }
    }
  }

  private static void run(String... command) {
    try {
      var process = new ProcessBuilder(command).inheritIO().start();
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new Trouble("This machine does not let us: " + String.join(" ", command));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    }
  }
}
