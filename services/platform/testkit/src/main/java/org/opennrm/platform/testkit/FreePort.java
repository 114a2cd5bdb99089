package org.opennrm.platform.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of this machine that nobody listens on. */
final class FreePort {
  private FreePort() {}

  /** Two different ones: the first is held while the second is sought. */
  static Pair two() {
    try (var one = listen();
        var other = listen()) {
      return new Pair(one.getLocalPort(), other.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  record Pair(int one, int other) {}
}
