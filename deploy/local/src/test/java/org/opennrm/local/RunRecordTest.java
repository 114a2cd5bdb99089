package org.opennrm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecordTest {

  @TempDir Path folder;
  private Process process;
  private RunRecord record;

  @BeforeEach
  void aProcessRuns() throws IOException {
    process = new ProcessBuilder("sleep", "300").start();
    record = RunRecord.of(process.pid(), Instant.parse("2026-01-01T10:00:00Z"), "fingerprint");
  }

  @AfterEach
  void theProcessEnds() {
    process.destroyForcibly();
  }

  @Test
  void aRecordFindsItsProcessAgain() throws IOException {
    Path file = folder.resolve("part.pid");
    record.write(file);

    assertThat(RunRecord.read(file)).contains(record);
    assertThat(record.alive()).isTrue();
  }

  @Test
  void anotherProcessWithTheSameNumberIsForeign() {
    RunRecord earlier =
        new RunRecord(
            record.pid(),
            record.startTicks() - 1,
            record.boot(),
            record.started(),
            record.fingerprint());

    assertThat(earlier.alive()).isFalse();
  }

  @Test
  void aRecordFromBeforeARebootIsStale() {
    RunRecord beforeReboot =
        new RunRecord(
            record.pid(),
            record.startTicks(),
            "another boot",
            record.started(),
            record.fingerprint());

    assertThat(beforeReboot.alive()).isFalse();
  }

  @Test
  void aDeadProcessIsGone() {
    process.destroyForcibly();

    await().untilAsserted(() -> assertThat(record.alive()).isFalse());
  }

  @Test
  void anUnreadableRecordIsNoRecord() throws IOException {
    Path file = Files.writeString(folder.resolve("part.pid"), "4711\n");

    assertThat(RunRecord.read(file)).isEmpty();
    assertThat(RunRecord.read(folder.resolve("missing.pid"))).isEmpty();
  }
}
