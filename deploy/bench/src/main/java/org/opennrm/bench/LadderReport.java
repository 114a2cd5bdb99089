package org.opennrm.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rising rates, the knee, and what an overload did.
 *
 * @param knee cases a second, or 0 where none was found
 * @param overload null where none was asked for
 */
record LadderReport(
    int number,
    String at,
    LadderOptions options,
    Circumstances circumstances,
    List<LoadFigures> rungs,
    int knee,
    @Nullable LoadFigures overload) {

  /** What stands beside every figure. */
  record Circumstances(
      Surroundings machine,
      Map<String, String> serviceFlags,
      Map<String, String> postgres,
      String kafka) {

    static Circumstances of(Site site) {
      return new Circumstances(
          Surroundings.here(),
          Surroundings.flags(site.installation()),
          site.databases().durability(),
          NeedsMeasurement.RELAY);
    }

    void print(PrintStream out) {
      Printed.row(
          out,
          "machine",
          "%d cores, %s, %s, Java %s, source %s",
          machine.cores(),
          machine.memory(),
          machine.system(),
          machine.java().strip(),
          machine.source());
      serviceFlags.forEach((service, flags) -> Printed.row(out, service, "%s", flags));
      Printed.row(out, "PostgreSQL", "%s", durability());
      Printed.row(out, "Kafka", "%s", kafka);
    }

    String durability() {
      StringBuilder settings = new StringBuilder();
      postgres.forEach(
          (name, value) -> settings.append(name).append('=').append(value).append(' '));
      return settings.toString().strip();
    }
  }

  boolean clean() {
    return rungs.stream().allMatch(rung -> rung.checked().findings().clean())
        && (overload == null || overload.checked().findings().clean());
  }

  void print(PrintStream out) {
    out.println();
    out.printf("OpenNRM bench %d, ladder, %s%n", number, at);
    circumstances.print(out);
    if (!rungs.isEmpty()) {
      Printed.row(out, "mix", "for a hundred cases: %s", options.mix().weights());
      Printed.row(out, "requests", "%.1f for each case", options.mix().requestsPerCase());
      out.println();
      out.println(LoadFigures.tableHead());
      rungs.forEach(rung -> out.println(rung.tableRow()));
      Printed.row(out, "knee", "%d cases a second", knee);
      Printed.costs(out, "case", rungs.getLast().costs());
    }
    if (overload != null) {
      overload.print(out);
    }
    Printed.row(
        out,
        "all",
        "%s",
        clean() ? "nothing lost, invented or doubled" : "SOMETHING WAS LOST, INVENTED OR DOUBLED");
  }
}
