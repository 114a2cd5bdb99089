package org.opennrm.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The commands of {@code ./nrm} that act on an installation. Exit code 0: done; 1: trouble, said in
 * one line; 2: not a command.
 */
public final class Launcher {

  private static final int TROUBLE = 1;
  private static final int MISUSE = 2;

  private final Installation installation;
  private final Terminal terminal;

  private Launcher(Installation installation, Terminal terminal) {
    this.installation = installation;
    this.terminal = terminal;
  }

  /** Takes the command and its arguments. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.exit(run(List.of(arguments), new Terminal(out)));
  }

  static int run(List<String> arguments, Terminal terminal) {
    try {
      Launcher launcher = new Launcher(Installation.here(), terminal);
      return switch (arguments) {
        case List<String> a when a.equals(List.of("up")) -> launcher.up(false);
        case List<String> a when a.equals(List.of("up", "--fresh")) -> launcher.up(true);
        case List<String> a when a.equals(List.of("down")) -> launcher.down();
        case List<String> a when a.equals(List.of("status")) -> launcher.status();
        case List<String> a when a.equals(List.of("clock", "show")) -> launcher.clock("show");
        case List<String> a when a.size() == 2 && a.getFirst().equals("clock") ->
            launcher.clock(a.getLast());
        case List<String> a when !a.isEmpty() && a.getFirst().equals("events") ->
            launcher.events(a.subList(1, a.size()));
        default -> MISUSE;
      };
    } catch (Trouble trouble) {
      terminal.line(trouble.getMessage());
      trouble.logLines().forEach(line -> terminal.line("  | " + line));
      return TROUBLE;
    }
  }

  private int up(boolean fresh) {
    terminal.line("State, logs and secrets: " + installation.home());
    if (fresh) {
      try (FileLock lock = Start.exclusively(installation.places())) {
        if (lock.isValid()) {
          installation.stopAll(terminal);
          installation.forgetData();
          terminal.line("All data of this installation is deleted.");
        }
      } catch (IOException e) {
        throw Start.trouble(installation.places(), e);
      }
    }
    boolean started = new Start(installation, terminal).run();
    terminal.line(
        started
            ? "Everything is ready after " + Terminal.seconds(terminal.sinceBeginning()) + "."
            : "Everything was up already.");
    summary();
    return 0;
  }

  private void summary() {
    terminal.line("");
    terminal.line("Addresses (each service's page shows and tries its interface)");
    for (ServicePart service : installation.serviceParts()) {
      row(service.title(), service.url() + "/q/swagger-ui");
    }
    row(
        "Keycloak",
        installation.issuer()
            + "  (administrator: admin, password in "
            + installation.places().secrets().resolve("keycloak-admin")
            + ")");
    row("PostgreSQL", installation.postgres().jdbcUrl("<service>"));
    row("Kafka", installation.kafka().bootstrapServers());
    terminal.line("");
    terminal.line("Demo organisations: a machine client and a user of this name each");
    for (DemoOrganisation each : DemoOrganisation.read(installation.places().organisations())) {
      terminal.line(
          String.format(
              Locale.ROOT,
              "  %-24s %-17s %s",
              each.client(),
              String.join(" ", each.roles()),
              each.name()));
    }
    terminal.line("Password of all users:  " + installation.secrets().demoPasswordFile());
    terminal.line("Secrets of clients:     " + installation.places().secrets().resolve("clients"));
    terminal.line("");
    terminal.line("Your first referral, to paste:");
    terminal.line("");
    FirstCommand.lines(installation).forEach(terminal::line);
  }

  private void row(String what, String where) {
    terminal.line(String.format(Locale.ROOT, "  %-16s %s", what, where));
  }

  private int down() {
    try (FileLock lock = Start.exclusively(installation.places())) {
      if (lock.isValid()) {
        installation.stopAll(terminal);
      }
      return 0;
    } catch (IOException e) {
      throw Start.trouble(installation.places(), e);
    }
  }

  private int status() {
    return Status.print(installation, terminal) ? 0 : TROUBLE;
  }

  private int clock(String argument) {
    SandboxClock clock = new SandboxClock(installation, terminal);
    if (argument.equals("show")) {
      clock.show();
    } else {
      clock.advance(SandboxClock.parse(argument));
    }
    return 0;
  }

  private int events(List<String> arguments) {
    return new EventsCommand(installation, terminal).run(arguments) ? 0 : MISUSE;
  }
}
