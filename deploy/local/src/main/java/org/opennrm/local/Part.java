package org.opennrm.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * One process of an installation. It runs in the background in a session of its own, writes to
 * {@code logs/<name>.log}, and is known by {@code run/<name>.pid}; nothing else is ever signalled.
 */
abstract class Part {

  /** What of this terminal's environment a part may see; the rest could change what it does. */
  private static final Set<String> INHERITED =
      Set.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH");

  private static final Duration GLANCE = Duration.ofMillis(100);

  private final Places places;
  private final String name;
  private final String title;

  Part(Places places, String name, String title) {
    this.places = places;
    this.name = name;
    this.title = title;
  }

  final Places places() {
    return places;
  }

  /** The name of files and of {@code Installation}'s methods. */
  final String name() {
    return name;
  }

  /** The name for people. */
  final String title() {
    return title;
  }

  /** Every port the part listens on, the one to show first. */
  abstract List<Integer> ports();

  /** What would be started now; has no effect of its own. */
  abstract Launch launch();

  /** Notices what would make a start fail, before anything of the installation is started. */
  void requireStartable() {
    launch();
    ports().forEach(port -> Ports.require(port, title));
  }

  /** Unpacks and writes what the launch needs. May be interrupted at any point and run again. */
  void prepare(Terminal terminal) throws IOException {}

  /**
   * Asks the part itself, and waits for an answer no longer than {@link LocalMode#HEALTH_PATIENCE}.
   */
  abstract boolean healthy();

  /** Whether it says of itself that only a new start can help. */
  boolean gaveUp() {
    return false;
  }

  /** Completes the part once it answers: databases, topics, rules. Safe to repeat. */
  void onReady(Terminal terminal) throws IOException {}

  /** The signal for an orderly end. */
  String stopSignal() {
    return "TERM";
  }

  /** How long an orderly end may take before a hard one. */
  Duration stopPatience() {
    return LocalMode.STOP_PATIENCE;
  }

  final Path recordFile() {
    return places.run().resolve(name + ".pid");
  }

  final Optional<RunRecord> running() {
    return RunRecord.read(recordFile()).filter(RunRecord::alive);
  }

  /**
   * Running, but not what {@link #launch()} would start now: a new build, another realm, other
   * flags.
   */
  final boolean outdated() {
    return running()
        .filter(record -> !record.fingerprint().equals(launch().fingerprint()))
        .isPresent();
  }

  /** Starts the prepared process and returns as soon as it exists and is on record. */
  final void begin() throws IOException {
    Launch launch = launch();
    Path log = places.log(name);
    Files.createDirectories(log.getParent());
    if (Files.exists(log)) {
      Files.move(log, places.log(name + ".previous"), StandardCopyOption.REPLACE_EXISTING);
    }
    List<String> command = new ArrayList<>(Tools.ownSession());
    command.addAll(launch.command());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(launch.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().keySet().retainAll(INHERITED);
    builder.environment().putAll(launch.environment());
    Instant began = Instant.now();
    Process process = builder.start();
    try {
      RunRecord.of(process.pid(), began, launch.fingerprint()).write(recordFile());
    } catch (IOException e) {
      // A process that nobody could find again must not run.
      process.destroyForcibly();
      throw e;
    }
  }

  /**
   * Waits until the part answers and completes it; says what its log says when it dies or stays
   * silent.
   */
  final void awaitReady(Terminal terminal, BooleanSupplier abandoned) throws IOException {
    long deadline = System.nanoTime() + LocalMode.START_PATIENCE.toNanos();
    while (!healthy()) {
      if (abandoned.getAsBoolean()) {
        throw new Trouble(title + " was not waited for, because something else failed.");
      }
      if (running().isEmpty()) {
        throw new Trouble(
            title + " stopped while it was starting; its log is " + places.log(name) + ":",
            lastLines());
      }
      if (System.nanoTime() > deadline) {
        throw new Trouble(
            "%s did not become ready within %d s; its log is %s:"
                .formatted(title, LocalMode.START_PATIENCE.toSeconds(), places.log(name)),
            lastLines());
      }
      Tools.pause(GLANCE);
    }
    onReady(terminal);
  }

  /**
   * An orderly end, then a hard one for what does not listen. Nothing happens where nothing runs.
   */
  final void stop() throws IOException {
    Optional<RunRecord> record = running();
    if (record.isPresent()) {
      Tools.signal(stopSignal(), record.get().pid());
      if (!gone(record.get(), stopPatience())) {
        Tools.signal("KILL", record.get().pid());
        gone(record.get(), LocalMode.STOP_PATIENCE);
      }
    }
    Files.deleteIfExists(recordFile());
  }

  /** The sudden death that journeys try: nothing is tidied, the record stays behind as it would. */
  final void kill() {
    running()
        .ifPresent(record -> {
          Tools.signal("KILL", record.pid());
          gone(record, LocalMode.STOP_PATIENCE);
        });
  }

  final List<String> lastLines() {
    return Folders.tail(places.log(name), 12);
  }

  private static boolean gone(RunRecord record, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (record.alive()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Tools.pause(GLANCE);
    }
    return true;
  }
}
