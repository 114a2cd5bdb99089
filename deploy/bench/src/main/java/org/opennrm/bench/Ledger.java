package org.opennrm.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The client's own memory of everything that a service has acknowledged, one JSON object per line.
 * An acknowledgement counts only once its line is on the disk: written and synced together with
 * those that came at the same time, so that the driver's disk writes stay few.
 */
public final class Ledger implements AutoCloseable {

  /**
   * A need.
   *
   * @param referral names the case on both sides of the door
   * @param intendedAt when the request was meant to start, by the system's clock
   * @param measured whether it came after the warm-up
   */
  record Line(String need, String referral, String intendedAt, boolean measured) {}

  private record Waiting(Optional<Record> line, CompletableFuture<Void> kept) {}

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration GATHERED = Duration.ofMillis(100);

  private final FileChannel file;
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final Thread writer;

  private Ledger(FileChannel file) {
    this.file = file;
    this.writer = Thread.ofPlatform().daemon().name("ledger").unstarted(this::write);
  }

  /** Begins a new one; there must be none at that place. */
  public static Ledger begin(Path at) {
    try {
      Files.createDirectories(at.toAbsolutePath().getParent());
      Ledger ledger =
          new Ledger(FileChannel.open(at, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
      ledger.writer.start();
      return ledger;
    } catch (IOException e) {
      throw new Trouble("The ledger " + at + " cannot be written: " + e.getMessage(), e);
    }
  }

  static List<Line> read(Path from) {
    return read(from, Line.class);
  }

  /** Every line of a ledger whose lines are all of one kind. */
  public static <L extends Record> List<L> read(Path from, Class<L> kind) {
    try (Stream<String> lines = Files.lines(from)) {
      List<L> read = new ArrayList<>();
      for (String line : (Iterable<String>) lines::iterator) {
        read.add(JSON.readValue(line, kind));
      }
      return read;
    } catch (IOException e) {
      throw new Trouble("The ledger " + from + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Returns once the line is on the disk. */
  public void keep(Record line) {
    Waiting waiting = new Waiting(Optional.of(line), new CompletableFuture<>());
    queue.add(waiting);
    waiting.kept().join();
  }

  private void write() {
    List<Waiting> batch = new ArrayList<>();
    boolean last = false;
    while (!last) {
      try {
        batch.add(queue.take());
        LockSupport.parkNanos(GATHERED.toNanos());
        queue.drainTo(batch);
        last = batch.stream().anyMatch(each -> each.line().isEmpty());
        append(batch);
        batch.forEach(each -> each.kept().complete(null));
      } catch (InterruptedException | IOException | RuntimeException e) {
        batch.forEach(each -> each.kept().completeExceptionally(e));
      }
      batch.clear();
    }
  }

  private void append(List<Waiting> batch) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Waiting each : batch) {
      if (each.line().isPresent()) {
        lines.append(JSON.writeValueAsString(each.line().get())).append('\n');
      }
    }
    ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
    file.force(false);
  }

  @Override
  public void close() {
    Waiting end = new Waiting(Optional.empty(), new CompletableFuture<>());
    queue.add(end);
    end.kept().join();
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
