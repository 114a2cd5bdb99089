package org.opennrm.journeys.faults;

import static org.opennrm.journeys.faults.Violation.Kind.OTHER;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** I13: where a shelter stands is on no topic and in no other service's database. */
final class NoAddressLeft implements Check {

  private static final Pattern ADDRESS = Pattern.compile("(?m)^ *address: *(.+?) *$");

  private final List<String> addresses;

  /**
   * @param facilities the demo's facilities, with their (invented) addresses
   */
  NoAddressLeft(Path facilities) {
    try {
      addresses =
          ADDRESS
              .matcher(Files.readString(facilities))
              .results()
              .map(found -> found.group(1))
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (addresses.isEmpty()) {
      throw new IllegalStateException("There is no address to look for in " + facilities);
    }
  }

  @Override
  public Stream<Violation> on(Evidence evidence) {
    var onTopics =
        evidence.copies().stream()
            .filter(copy -> addresses.stream().anyMatch(copy.value()::contains))
            .map(copy -> copy.topic() + " " + copy.event())
            .toList();
    var inTables =
        Stream.of("identification", "coordination")
            .flatMap(service -> tablesWithOne(evidence.tables(), service))
            .toList();
    return Stream.concat(
        Violation.of("I13", OTHER, "a shelter's address on a topic", onTopics),
        Violation.of("I13", OTHER, "a shelter's address with another service", inTables));
  }

  private Stream<String> tablesWithOne(Tables tables, String service) {
    var any =
        String.join(
            " or ",
            addresses.stream()
                .map(each -> "strpos(t::text, '" + each.replace("'", "''") + "') > 0")
                .toList());
    return tables
        .column(
            service,
            "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'")
        .stream()
        .filter(table ->
            !tables
                .rows(service, "select 1 from " + table + " t where " + any + " limit 1")
                .isEmpty())
        .map(table -> service + "." + table);
  }
}
