package org.opennrm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionTest {

  @TempDir Path dist;

  @Test
  void whatFailedHalfwayIsMadeAgainFromTheBeginning() throws IOException {
    assertThatThrownBy(() ->
            Distribution.ready(
                dist,
                "server-1",
                folder -> {
                  Files.writeString(folder.resolve("half"), "");
                  throw new IOException("No space left on device");
                }))
        .isInstanceOf(IOException.class);
    assertThat(dist.resolve("server-1")).doesNotExist();

    Path ready =
        Distribution.ready(
            dist, "server-1", folder -> Files.writeString(folder.resolve("whole"), ""));

    assertThat(ready)
        .isDirectoryContaining("glob:**/whole")
        .isDirectoryNotContaining("glob:**/half");
  }

  @Test
  void whatIsReadyIsNotMadeAgain() throws IOException {
    Distribution.ready(dist, "server-1", folder -> Files.writeString(folder.resolve("whole"), ""));

    Distribution.ready(
        dist,
        "server-1",
        _ -> {
          throw new AssertionError("made twice");
        });
  }

  @Test
  void leftoversOfAKilledUnpackingAreSweptAway() throws IOException {
    Files.createDirectories(dist.resolve("server-1.unfinished/rubble"));

    Path ready =
        Distribution.ready(
            dist, "server-1", folder -> Files.writeString(folder.resolve("whole"), ""));

    assertThat(ready.resolve("rubble")).doesNotExist();
  }
}
