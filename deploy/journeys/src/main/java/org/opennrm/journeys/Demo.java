package org.opennrm.journeys;

import java.io.UncheckedIOException;
import org.opennrm.local.Installation;

/** {@code ./nrm demo}: plays the story against the running system and tells it. */
public final class Demo {

  private Demo() {}

  public static void main(String[] arguments) {
    var installation = Installation.here();
    for (var process : installation.services()) {
      if (!installation.healthy(process)) {
        System.err.println(
            "nrm: " + process + " does not answer. Start everything with ./nrm up first.");
        System.exit(1);
      }
    }
    var start = System.nanoTime();
    try {
      new Story(new Doors(installation), new Teller(System.out)).play();
      System.out.printf("%nThe whole story in %.1f s.%n", (System.nanoTime() - start) / 1e9);
    } catch (BrokenStory | UncheckedIOException e) {
      System.err.println("nrm: the story broke: " + e.getMessage());
      System.exit(1);
    }
  }
}
