package org.opennrm.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a port is free on loopback, and who holds it if not. */
final class Ports {

  /**
   * A line of {@code /proc/net/tcp}: local port in hex, state 0A (listening), and the socket's
   * inode.
   */
  private static final Pattern LISTENING =
      Pattern.compile("\\s*\\d+: [0-9A-F]+:([0-9A-F]{4}) \\S+ 0A (?:\\S+ +){5}(\\d+) .*");

  private Ports() {}

  static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(LocalMode.HOST), port));
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  static void require(int port, String whose) {
    if (!free(port)) {
      throw new Trouble(
          "Port %d, which %s needs, is taken%s. Stop that, or set NRM_PORT_OFFSET (say, to 100) and try again; nothing was started."
              .formatted(
                  port, whose, holder(port).map(by -> " by " + by).orElse(" by another process")));
    }
  }

  /**
   * Name and number of the process that listens; nothing where it belongs to somebody whose
   * processes we may not look into.
   */
  static Optional<String> holder(int port) {
    return inode(port).flatMap(Ports::processHolding);
  }

  private static Optional<String> inode(int port) {
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      try {
        for (String line : Files.readAllLines(Path.of(table), StandardCharsets.ISO_8859_1)) {
          Matcher socket = LISTENING.matcher(line);
          if (socket.matches() && Integer.parseInt(socket.group(1), 16) == port) {
            return Optional.of(socket.group(2));
          }
        }
      } catch (IOException _) {
        continue;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> processHolding(String inode) {
    String wanted = "socket:[" + inode + "]";
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        if (holds(process, wanted)) {
          String name = Files.readString(process.resolve("comm")).strip();
          return Optional.of(name + " (process " + process.getFileName() + ")");
        }
      }
    } catch (IOException _) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean holds(Path process, String wanted) {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path each : open) {
        try {
          if (Files.readSymbolicLink(each).toString().equals(wanted)) {
            return true;
          }
        } catch (IOException _) {
          continue;
        }
      }
    } catch (IOException _) {
      return false;
    }
    return false;
  }
}
