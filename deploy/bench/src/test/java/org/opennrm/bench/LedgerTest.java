package org.opennrm.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

  @TempDir Path folder;

  @Test
  void aLineCanBeReadAsSoonAsItCounts() {
    Path file = folder.resolve("new/ledger.jsonl");
    Ledger.Line line = line(1);

    try (Ledger ledger = Ledger.begin(file)) {
      ledger.keep(line);

      assertThat(Ledger.read(file)).containsExactly(line);
    }
  }

  @Test
  void linesOfManyThreadsAreAllThereAndWhole() {
    Path file = folder.resolve("ledger.jsonl");
    List<Ledger.Line> lines = IntStream.range(0, 300).mapToObj(LedgerTest::line).toList();

    try (Ledger ledger = Ledger.begin(file)) {
      List<Future<?>> all;
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        all =
            lines.stream().<Future<?>>map(line -> threads.submit(() -> ledger.keep(line))).toList();
      }
      assertThat(all).allMatch(each -> each.state() == Future.State.SUCCESS);
    }

    assertThat(Ledger.read(file)).containsExactlyInAnyOrderElementsOf(lines);
  }

  @Test
  void aLedgerIsNeverWrittenOver() {
    Path file = folder.resolve("ledger.jsonl");
    Ledger.begin(file).close();

    assertThatThrownBy(() -> Ledger.begin(file)).isInstanceOf(Trouble.class);
  }

  private static Ledger.Line line(int number) {
    return new Ledger.Line("NEED-" + number, "NRM-" + number, "2026-01-05T09:00:00Z", true);
  }
}
