package org.opennrm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void aTakenPortIsNamedWithItsUserAndItsHolder() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(LocalMode.HOST))) {
      long self = ProcessHandle.current().pid();

      assertThatThrownBy(() -> Ports.require(taken.getLocalPort(), "PostgreSQL"))
          .isInstanceOf(Trouble.class)
          .hasMessageStartingWith(
              "Port "
                  + taken.getLocalPort()
                  + ", which PostgreSQL needs, is taken by java (process "
                  + self
                  + ")")
          .hasMessageEndingWith("nothing was started.");
    }
  }

  @Test
  void aPortTakenOnEveryAddressIsTakenOnLoopbackToo() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      assertThat(Ports.free(taken.getLocalPort())).isFalse();
    }
  }

  @Test
  void aPortIsFreeAgainWhenItsHolderLeaves() throws IOException {
    int port;
    try (ServerSocket taken = new ServerSocket(0)) {
      port = taken.getLocalPort();
    }

    assertThat(Ports.free(port)).isTrue();
    assertThat(Ports.holder(port)).isEmpty();
  }
}
