package org.opennrm.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own driver: the least that the statements of a transaction can cost. */
final class PgBench {

  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

  private final Path program;
  private final Administrator administrator;
  private final FloorsOptions options;

  private PgBench(Path program, Administrator administrator, FloorsOptions options) {
    this.program = program;
    this.administrator = administrator;
    this.options = options;
  }

  /** Looks where Debian puts it and on the path; says how to get it where it is not. */
  static Optional<PgBench> found(
      Administrator administrator, FloorsOptions options, PrintStream out) {
    Optional<Path> program = candidates().filter(Files::isExecutable).reduce((_, later) -> later);
    if (program.isEmpty()) {
      Printed.row(out, "SKIPPED", "there is no pgbench; on Debian: apt-get install postgresql");
    }
    return program.map(each -> new PgBench(each, administrator, options));
  }

  private static Stream<Path> candidates() {
    Stream<Path> onPath =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .map(folder -> Path.of(folder, "pgbench"));
    try {
      if (Files.isDirectory(DEBIAN)) {
        try (Stream<Path> versions = Files.list(DEBIAN)) {
          return Stream.concat(
              onPath, versions.map(each -> each.resolve("bin/pgbench")).sorted().toList().stream());
        }
      }
    } catch (IOException _) {
      // Then it is not there.
    }
    return onPath;
  }

  /** Transactions a second. */
  double run(String database, Path script) {
    String said =
        Tool.run(
            List.of(
                program.toString(),
                "-n",
                "-M",
                "prepared",
                "-c",
                Integer.toString(options.connections()),
                "-j",
                "2",
                "-T",
                Integer.toString(options.seconds()),
                "-f",
                script.toString(),
                "-h",
                administrator.host(),
                "-p",
                Integer.toString(administrator.port()),
                "-U",
                Administrator.NAME,
                database),
            Map.of("PGPASSWORD", administrator.password()),
            Floors.PATIENCE.plus(Duration.ofSeconds(options.seconds())));
    return Tool.number(said, RATE);
  }
}
