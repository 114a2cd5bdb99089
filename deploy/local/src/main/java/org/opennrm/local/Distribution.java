package org.opennrm.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Third-party software, made ready once below {@code dist} under a name that carries its version.
 * It is made in a folder beside and renamed when it is complete, so one that exists is whole; two
 * commands never make the same one.
 */
final class Distribution {

  private Distribution() {}

  /** Fills an empty folder. */
  @FunctionalInterface
  interface Making {
    void fill(Path folder) throws IOException;
  }

  static Path ready(Path dist, String name, Making making) throws IOException {
    Path finished = dist.resolve(name);
    if (Files.isDirectory(finished)) {
      return finished;
    }
    Files.createDirectories(dist);
    try (FileChannel lockFile =
            FileChannel.open(
                dist.resolve("." + name + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = lockFile.lock()) {
      if (lock.isValid() && !Files.isDirectory(finished)) {
        Path unfinished = dist.resolve(name + ".unfinished");
        Folders.delete(unfinished);
        Files.createDirectories(unfinished);
        try {
          making.fill(unfinished);
          Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
        } finally {
          Folders.delete(unfinished);
        }
      }
    }
    return finished;
  }
}
