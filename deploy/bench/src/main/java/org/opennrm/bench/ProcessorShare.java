package org.opennrm.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * How much of this machine's processors went to other machines on the same host, which no load
 * average shows.
 *
 * @param stolen in ticks, since the machine began
 * @param idle those in which nobody wanted anything, or only waited for a disk
 * @param all every tick since then, idle ones too
 */
record ProcessorShare(long stolen, long idle, long all) {
  private static final int IDLE = 3;
  private static final int WAITING = 4;
  private static final int STEAL = 7;
  private static final int GUEST = 8;

  static ProcessorShare soFar() {
    try (var lines = Files.lines(Path.of("/proc/stat"))) {
      return read(lines.findFirst().orElse(""));
    } catch (IOException e) {
      throw new Trouble("/proc/stat cannot be read: " + e.getMessage(), e);
    }
  }

  /** The first line of {@code /proc/stat}; what guests used is in the user's share already. */
  static ProcessorShare read(String line) {
    long[] ticks =
        Arrays.stream(line.strip().split("\\s+")).skip(1).mapToLong(Long::parseLong).toArray();
    return new ProcessorShare(
        ticks.length > STEAL ? ticks[STEAL] : 0,
        ticks[IDLE] + (ticks.length > WAITING ? ticks[WAITING] : 0),
        Arrays.stream(ticks).limit(GUEST).sum());
  }

  /** The share stolen since an earlier reading, from 0 to 1. */
  double since(ProcessorShare earlier) {
    long passed = all - earlier.all;
    return passed == 0 ? 0 : (double) (stolen - earlier.stolen) / passed;
  }

  /** The share in which somebody computed, here or on another machine, from 0 to 1. */
  double busySince(ProcessorShare earlier) {
    long passed = all - earlier.all;
    return passed == 0 ? 0 : 1 - (double) (idle - earlier.idle) / passed;
  }
}
