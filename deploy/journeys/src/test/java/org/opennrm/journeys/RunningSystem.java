package org.opennrm.journeys;

import java.nio.file.Path;
import org.opennrm.local.Installation;

/**
 * One installation for all journeys of a test run: fresh data, ports of its own, the same launcher
 * as {@code ./nrm up}. It stops when the tests do.
 */
public final class RunningSystem {

  private static final int PORT_OFFSET = 2000;

  private static final Installation RUNNING = started();

  private RunningSystem() {}

  public static Installation get() {
    return RUNNING;
  }

  private static Installation started() {
    var home = Path.of(System.getProperty("nrm.root"), "deploy", "journeys", "target", "nrm");
    var installation = Installation.beside(home, PORT_OFFSET);
    // What an earlier run left, or one that was broken off: people in every bed.
    installation.down(System.out);
    installation.forgetData("postgres");
    installation.forgetData("kafka");
    installation.up(System.out);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> installation.down(System.out)));
    return installation;
  }
}
