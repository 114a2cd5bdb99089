package org.opennrm.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.opennrm.local.Installation;

/** {@code ./nrm bench}: measures the running system through its public doors. */
public final class Bench {

  private static final int NOTHING_MEASURED = 2;

  private final PrintStream out;
  private final Kept kept;

  private Bench(PrintStream out) {
    this.out = out;
    this.kept = new Kept(Surroundings.repository().resolve("deploy/bench/target"));
  }

  /** Prints the report; see {@code --help} for options and exit codes. */
  public static void main(String... arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (Options.askForHelp(arguments)) {
      out.print(Options.help());
      return;
    }
    int exit;
    try {
      exit = new Bench(out).measure(arguments) ? 0 : 1;
    } catch (Trouble | org.opennrm.local.Trouble e) {
      System.err.println("bench: " + e.getMessage());
      exit = NOTHING_MEASURED;
    }
    System.exit(exit);
  }

  /** Whether nothing was lost, invented or doubled. */
  private boolean measure(String... words) {
    String command = words.length == 0 || words[0].startsWith("--") ? "" : words[0];
    String[] options = Arrays.copyOfRange(words, command.isEmpty() ? 0 : 1, words.length);
    return switch (command) {
      case "" -> needs(Options.parse(options));
      case "ladder" -> ladder(LadderOptions.parse(options));
      case "sizes" -> sizes(SizesOptions.parse(options));
      case "floors" -> floors(FloorsOptions.parse(options));
      default ->
          throw new Trouble("There is no \"" + command + "\" to measure; --help lists them.");
    };
  }

  private boolean needs(Options options) {
    try (Site site = Site.enter(Installation.here(), options.services(), out)) {
      Report report = new NeedsMeasurement(site, options, kept, out).make();
      report.print(out);
      tell(kept.json(report));
      return report.checked().findings().clean();
    }
  }

  private boolean ladder(LadderOptions options) {
    try (Site site = Site.enter(Installation.here(), options.services(), out)) {
      LadderReport report = new Ladder(site, options, kept, out).climb();
      report.print(out);
      Page page =
          new Page("OpenNRM bench " + report.number() + ": rising rates").printed(report::print);
      if (report.rungs().size() > 1) {
        page.plot(Plots.latencyOverRate(report.rungs()), "latency over the rate");
        page.plot(Plots.processorsOverRate(report.rungs()), "processors over the rate");
      }
      LoadFigures overload = report.overload();
      if (overload != null) {
        page.plot(Plots.backlogOverTime(overload), "backlog during the overload and the drain");
      }
      tell(kept.json(report));
      tell(kept.text("html", page.html()));
      return report.clean();
    }
  }

  private boolean sizes(SizesOptions options) {
    try (Site site = Site.enter(Installation.here(), options.services(), out)) {
      SizesReport report = new Sizes(site, options, kept, out).measure();
      report.print(out);
      Page page =
          new Page("OpenNRM bench " + report.number() + ": sizes")
              .printed(report::print)
              .plot(
                  Plots.overSize("Pages and figures, median", "milliseconds", report.pages()),
                  "pages over the size")
              .plot(
                  Plots.overSize("The same load", "milliseconds", report.load()),
                  "load over the size");
      tell(kept.json(report));
      tell(kept.text("html", page.html()));
      return report.clean();
    }
  }

  private boolean floors(FloorsOptions options) {
    try (Site site = Site.enter(Installation.here(), options.services(), out)) {
      FloorsReport report = new Floors(site, options, kept, out).measure();
      report.print(out);
      tell(kept.json(report));
      tell(
          kept.text(
              "html",
              new Page("OpenNRM bench " + report.number() + ": floors")
                  .printed(report::print)
                  .html()));
      return true;
    }
  }

  private void tell(Path file) {
    Printed.row(out, "kept", "%s", file);
  }
}
