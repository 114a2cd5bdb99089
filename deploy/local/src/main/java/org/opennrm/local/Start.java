package org.opennrm.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One {@code up}: finds out what is missing or out of date, checks disk and ports before anything
 * starts, starts it in parallel, and takes back what it started when any of it fails.
 */
final class Start {

  private final Installation installation;
  private final Terminal terminal;

  /** Why this start is given up; the first failure, since the others follow from it. */
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  private final List<Part> started = new ArrayList<>();

  Start(Installation installation, Terminal terminal) {
    this.installation = installation;
    this.terminal = terminal;
  }

  /** Returns whether anything had to be started. */
  boolean run() {
    Thread takeBack = new Thread(this::abandon, "interrupted-start");
    Runtime.getRuntime().addShutdownHook(takeBack);
    try (FileLock lock = exclusively(installation.places())) {
      return lock.isValid() && startMissing();
    } catch (IOException e) {
      throw trouble(installation.places(), e);
    } finally {
      removeHook(takeBack);
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The machine is going down already, and the hook does its work.
      Thread.yield();
    }
  }

  /** Two commands never change one installation at the same time. */
  static FileLock exclusively(Places places) throws IOException {
    Files.createDirectories(places.run());
    FileChannel channel =
        FileChannel.open(
            places.run().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new Trouble(
          "Another ./nrm command is at work on this installation; wait until it is done.");
    }
    return lock;
  }

  private boolean startMissing() throws IOException {
    stopToStartAgain("Changed since they were started", Part::outdated);
    stopToStartAgain("Do not hear any more what others tell", Part::gaveUp);
    List<Part> missing = installation.parts().filter(part -> part.running().isEmpty()).toList();
    if (missing.isEmpty() && installation.parts().allMatch(Part::healthy)) {
      return false;
    }
    requireSpace();
    missing.forEach(Part::requireStartable);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<?> infrastructure =
          CompletableFuture.allOf(
              inBackground(installation.postgres(), missing, threads),
              inBackground(installation.kafka(), missing, threads));
      CompletableFuture<?> keycloak = inBackground(installation.keycloak(), missing, threads);
      CompletableFuture<?> services =
          infrastructure.thenCompose(_ ->
              CompletableFuture.allOf(
                  installation.serviceParts().stream()
                      .map(part -> inBackground(part, missing, threads))
                      .toArray(CompletableFuture<?>[]::new)));
      CompletableFuture.allOf(keycloak, services).join();
      return true;
    } catch (CompletionException e) {
      abandon();
      throw failure.get() instanceof Trouble trouble
          ? trouble
          : new Trouble("Starting failed: " + failure.get(), e);
    }
  }

  private void stopToStartAgain(String because, Predicate<Part> which) throws IOException {
    List<Part> found = installation.parts().filter(which).toList();
    if (!found.isEmpty()) {
      terminal.line(because + ", so started again: " + names(found) + ".");
      stop(found, terminal, installation.places());
    }
  }

  private CompletableFuture<?> inBackground(
      Part part, List<Part> missing, ExecutorService threads) {
    CompletableFuture<?> made =
        CompletableFuture.runAsync(() -> makeReady(part, missing.contains(part)), threads);
    return made.whenComplete((_, thrown) -> {
      if (thrown != null) {
        failure.compareAndSet(
            null, thrown instanceof CompletionException ? thrown.getCause() : thrown);
      }
    });
  }

  private void makeReady(Part part, boolean isMissing) {
    Duration began = terminal.sinceBeginning();
    try {
      if (isMissing) {
        terminal.step(part.title(), "starting");
        part.prepare(terminal);
        begin(part);
      }
      part.awaitReady(terminal, this::abandoned);
      Duration took = terminal.sinceBeginning().minus(began);
      terminal.step(
          part.title(),
          "ready on %s:%d %s"
              .formatted(
                  LocalMode.HOST,
                  part.ports().getFirst(),
                  isMissing ? "after " + Terminal.seconds(took) : "(was running)"));
    } catch (IOException e) {
      throw trouble(installation.places(), e);
    }
  }

  /**
   * Nothing begins any more once a start is given up, so that {@link #abandon()} sees all of it.
   */
  private void begin(Part part) throws IOException {
    synchronized (started) {
      if (abandoned()) {
        throw new Trouble(part.title() + " was not started, because something else failed.");
      }
      part.begin();
      started.add(part);
    }
  }

  private boolean abandoned() {
    return failure.get() != null;
  }

  private void abandon() {
    failure.compareAndSet(null, new Trouble("Interrupted."));
    List<Part> mine;
    synchronized (started) {
      mine = List.copyOf(started);
      started.clear();
    }
    if (!mine.isEmpty()) {
      terminal.line("Stopping what this start began.");
      stop(mine, terminal, installation.places());
    }
  }

  /** Services at once, the rest one after the other, in the opposite order of starting. */
  static void stop(List<Part> parts, Terminal terminal, Places places) {
    List<Part> services = parts.stream().filter(ServicePart.class::isInstance).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture.allOf(
              services.stream()
                  .map(part ->
                      CompletableFuture.runAsync(() -> stop(part, terminal, places), threads))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    }
    parts.reversed().stream()
        .sorted((a, b) -> Integer.compare(rank(a), rank(b)))
        .filter(part -> !services.contains(part))
        .forEach(part -> stop(part, terminal, places));
  }

  private static int rank(Part part) {
    return switch (part) {
      case KeycloakPart _ -> 0;
      case KafkaPart _ -> 1;
      case PostgresPart _ -> 2;
      default -> 3;
    };
  }

  private static void stop(Part part, Terminal terminal, Places places) {
    try {
      Duration began = terminal.sinceBeginning();
      boolean ran = part.running().isPresent();
      part.stop();
      if (!ran) {
        return;
      }
      terminal.step(
          part.title(),
          "stopped after " + Terminal.seconds(terminal.sinceBeginning().minus(began)));
    } catch (IOException e) {
      throw trouble(places, e);
    }
  }

  private void requireSpace() throws IOException {
    Places places = installation.places();
    boolean first = !Files.exists(places.data().resolve("postgres"));
    long wanted = first ? LocalMode.DISK_FOR_FIRST_START : LocalMode.DISK_FOR_LATER_START;
    Files.createDirectories(places.home());
    long free = Files.getFileStore(places.home()).getUsableSpace();
    if (free < wanted) {
      throw new Trouble(
          "The disk that holds %s has %d MiB free; a %s start needs %d MiB. Nothing was started."
              .formatted(places.home(), free >> 20, first ? "first" : "later", wanted >> 20));
    }
  }

  /** What a failed write means to the person at the terminal. */
  static Trouble trouble(Places places, IOException e) {
    String said = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    if (said.contains("No space left on device")) {
      return new Trouble(
          "The disk that holds " + places.home() + " is full; make room and run the command again.",
          e);
    }
    if (e instanceof AccessDeniedException) {
      return new Trouble("No permission to write " + said + ".", e);
    }
    return new Trouble(
        "Reading or writing failed: " + e.getClass().getSimpleName() + ": " + said, e);
  }

  private static String names(List<Part> parts) {
    return String.join(", ", parts.stream().map(Part::title).toList());
  }
}
