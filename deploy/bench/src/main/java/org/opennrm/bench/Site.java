package org.opennrm.bench;

import java.io.PrintStream;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.opennrm.local.Installation;

/**
 * A running installation, entered: through its doors as its users, and behind them to see what
 * really happened. Nothing can be measured where one of these is shut.
 */
final class Site implements AutoCloseable {

  private static final int TIMES_ASKED = 5;

  private final Installation installation;
  private final Databases databases;
  private final TokenKeeper tokens;
  private final Door door;
  private final Meter meter;

  private Site(Installation installation) {
    Map<String, URI> addresses =
        installation.services().stream().collect(Collectors.toMap(name -> name, installation::url));
    this.installation = installation;
    this.databases = new Databases(installation);
    this.tokens = new TokenKeeper(installation::clientToken);
    this.door = new Door(addresses::get, tokens);
    this.meter = new Meter(installation);
  }

  /** Starts services anew first, where that was asked for; they stay so afterwards. */
  static Site enter(Installation here, Options.Services services, PrintStream out) {
    Installation installation = here;
    if (services == Options.Services.MEASURING) {
      installation = here.forMeasuring();
      // They stay as they are, so that a second run meets warm services.
      installation.up(out);
    }
    requireUp(installation);
    Site site = new Site(installation);
    site.requireStamps();
    return site;
  }

  Installation installation() {
    return installation;
  }

  Databases databases() {
    return databases;
  }

  TokenKeeper tokens() {
    return tokens;
  }

  Door door() {
    return door;
  }

  Meter meter() {
    return meter;
  }

  Quiet quiet() {
    return new Quiet(door, installation.services());
  }

  Run run(Options options, PrintStream out) {
    String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    return new Run(options, id, door, out);
  }

  /** Load for the compilers, which measures nothing; {@code seconds} of it, or none. */
  void heat(Mix mix, Options load, int seconds, Kept kept, PrintStream out) {
    if (seconds > 0) {
      Run run = run(load, out);
      run.step(
          "heating",
          "%d cases a second for %d s, for the compilers".formatted(load.rate(), seconds));
      new CasesMeasurement(this, load, mix, Duration.ofMinutes(2), kept, out).make();
    }
  }

  CommitProbe probe() {
    try {
      // In a database of nobody's, so that the services' counters do not see it.
      return CommitProbe.begin(new Administrator(installation).enter(Administrator.NAME));
    } catch (SQLException e) {
      throw new Trouble("PostgreSQL: " + e.getMessage(), e);
    }
  }

  /**
   * Asked more than once: on a busy machine a part may be slower than its health check is patient.
   */
  private static void requireUp(Installation installation) {
    List<String> down = installation.processes();
    for (int asked = 0; asked < TIMES_ASKED && !down.isEmpty(); asked++) {
      down = down.stream().filter(each -> !installation.healthy(each)).toList();
    }
    if (!down.isEmpty()) {
      throw new Trouble(
          "not everything is up (" + String.join(", ", down) + "); run ./nrm up first.");
    }
  }

  private void requireStamps() {
    if (!"on".equals(databases.durability().get("track_commit_timestamp"))) {
      throw new Trouble(
          "PostgreSQL runs without track_commit_timestamp, so commits cannot be timed; run ./nrm up to start it anew.");
    }
  }

  @Override
  public void close() {
    door.close();
    tokens.close();
    try {
      meter.close();
      databases.close();
    } catch (SQLException e) {
      throw new Trouble("PostgreSQL: " + e.getMessage(), e);
    }
  }
}
