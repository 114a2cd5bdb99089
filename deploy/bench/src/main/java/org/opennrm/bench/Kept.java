package org.opennrm.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Where one run leaves its files: all of them bear its number, and none is ever overwritten. */
final class Kept {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path folder;
  private final int number;
  private final AtomicInteger ledgers = new AtomicInteger();

  Kept(Path folder) {
    this.folder = folder;
    this.number = nextNumber(folder);
  }

  int number() {
    return number;
  }

  /** The next ledger of the run; most have one. */
  Path ledger() {
    int which = ledgers.incrementAndGet();
    return folder.resolve("ledger-" + number + (which == 1 ? "" : "-" + which) + ".jsonl");
  }

  Path json(Object report) {
    try {
      return text("json", JSON.writeValueAsString(report) + "\n");
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  Path text(String ending, String content) {
    Path file = folder.resolve("bench-" + number + "." + ending);
    try {
      Files.createDirectories(folder);
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private Trouble unwritable(IOException e) {
    return new Trouble("The report cannot be written to " + folder + ": " + e.getMessage(), e);
  }

  /** The first number that no run has left a file of. */
  private static int nextNumber(Path folder) {
    int number = 1;
    while (Files.exists(folder.resolve("bench-" + number + ".json"))
        || Files.exists(folder.resolve("ledger-" + number + ".jsonl"))) {
      number++;
    }
    return number;
  }
}
