package org.opennrm.journeys.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.opennrm.bench.Trouble;
import org.opennrm.local.Installation;

/**
 * {@code ./nrm test --faults}. The system that it breaks is its own: beside the user's, with data
 * and ports of its own, empty at the start and stopped at the end.
 */
public final class Faults {

  private static final int FURTHER_PORTS = 500;
  private static final int NOTHING_TRIED = 2;

  private Faults() {}

  /** Prints the table; see {@code --help} for options and exit codes. */
  public static void main(String... arguments) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (Arrays.asList(arguments).contains("--help")) {
      out.print(Options.help());
      return;
    }
    int exit;
    try {
      exit = play(Options.parse(arguments), out) ? 0 : 1;
    } catch (Trouble | org.opennrm.local.Trouble e) {
      System.err.println("faults: " + e.getMessage());
      exit = NOTHING_TRIED;
    }
    System.exit(exit);
  }

  private static boolean play(Options options, PrintStream out) {
    var usual = Installation.here();
    var installation =
        Installation.beside(usual.home().resolve("faults"), usual.portOffset() + FURTHER_PORTS);
    installation.down(out);
    installation.forgetData("kafka");
    installation.forgetData("postgres");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> installation.down(out)));
    installation.up(out);
    var folder = folder();
    var account = new Run(installation, options, folder, out).play();
    account.print(out);
    var file = folder.resolve("faults-" + options.seed() + ".json");
    account.write(file);
    out.println("kept: " + file);
    return account.clean();
  }

  private static Path folder() {
    try {
      return Files.createDirectories(
          Installation.repository().resolve("deploy/journeys/target/faults"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
