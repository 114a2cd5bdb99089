package org.opennrm.journeys.faults;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.opennrm.bench.Trouble;

/**
 * What a process has written lives on a small disk in memory for a while, and that disk fills up.
 * Needs the right to mount one.
 */
final class SmallDisk {

  private static final Duration SOME_TIME = Duration.ofSeconds(2);
  private static final Duration FULL = Duration.ofSeconds(8);
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
  private static final int ROOM_MEGABYTES = 96;

  private final Scene scene;
  private final String process;
  private final Path data;
  private final Path kept;

  private SmallDisk(Scene scene, String process) {
    this.scene = scene;
    this.process = process;
    this.data = scene.installation().home().resolve("data").resolve(process);
    this.kept = data.resolveSibling(process + ".kept");
  }

  /** Whether this machine lets us mount one; asked before anything is moved. */
  static boolean isAllowed(Path home) {
    var probe = home.resolve("may-mount");
    try {
      run("mkdir", "-p", probe.toString());
      run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", probe.toString());
      run("umount", probe.toString());
      return true;
    } catch (Trouble _) {
      return false;
    } finally {
      run("rmdir", probe.toString());
    }
  }

  static void fillsUnder(Scene scene, String process) {
    new SmallDisk(scene, process).fill();
  }

  /** A process that has just died may hold what it needs to start for a moment longer. */
  static void startAgain(Scene scene, String process) {
    scene.require(
        LONG_ENOUGH,
        process + " starts again",
        () -> {
          try {
            scene.installation().start(process);
            return true;
          } catch (org.opennrm.local.Trouble e) {
            return false;
          }
        });
  }

  private void fill() {
    scene.installation().stop(process);
    run("mv", data.toString(), kept.toString());
    try {
      run("mkdir", data.toString());
      var size = megabytes(kept) + ROOM_MEGABYTES;
      run("mount", "-t", "tmpfs", "-o", "mode=0700,size=" + size + "m", "tmpfs", data.toString());
      run("cp", "-a", kept + "/.", data.toString());
      startAgain(scene, process);
      scene.letWork(SOME_TIME);
      fillUp(data.resolve("filler"));
      scene.letWork(FULL);
      Files.deleteIfExists(data.resolve("filler"));
      if (!scene.installation().healthy(process)) {
        startAgain(scene, process);
      }
      scene.letWork(SOME_TIME);
      scene.installation().stop(process);
      run("rm", "-rf", kept.toString());
      run("cp", "-a", data.toString(), kept.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      scene.installation().stop(process);
      run("umount", data.toString());
      run("rmdir", data.toString());
      run("mv", kept.toString(), data.toString());
      startAgain(scene, process);
    }
  }

  /** What the files take on the disk; the broker's indexes say that they are longer. */
  private static long megabytes(Path folder) {
    var words = run("du", "-sm", folder.toString()).split("\\s", 2);
    return Long.parseLong(words[0]);
  }

  private static void fillUp(Path filler) throws IOException {
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

  private static String run(String... command) {
    try {
      var process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new Trouble("This machine does not let us: " + String.join(" ", command));
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    }
  }
}
