package org.opennrm.journeys.faults;

import static org.opennrm.journeys.faults.Violation.Kind.OTHER;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * I10: every chain of the access log holds from its first entry to its recorded end. Reckoned here
 * from what an entry is documented to be, not by the code that wrote it.
 */
final class AccessChains implements Check {

  private static final String ENTRIES =
      """
      select subject, position, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
             caller, client, organisation, what, purpose, encode(hash, 'hex')
        from access_log order by subject, position
      """;

  private record End(long position, String hash) {}

  private static final End NOTHING = new End(0, "00".repeat(32));

  @Override
  public Stream<Violation> on(Evidence evidence) {
    return Stream.of("identification", "shelter", "coordination")
        .flatMap(service ->
            Violation.of(
                "I10",
                OTHER,
                "a chain of " + service + "'s access log is broken",
                broken(evidence.tables(), service)));
  }

  private static List<String> broken(Tables tables, String service) {
    Map<String, End> ends = new HashMap<>();
    var broken = new ArrayList<String>();
    for (var entry : tables.rows(service, ENTRIES)) {
      var before = ends.getOrDefault(entry.get(0), NOTHING);
      var position = Long.parseLong(entry.get(1));
      if (position != before.position() + 1
          || !hashAfter(before.hash(), entry).equals(entry.get(8))) {
        broken.add(entry.get(0) + " at " + position);
      }
      ends.put(entry.get(0), new End(position, entry.get(8)));
    }
    for (var end :
        tables.rows(service, "select subject, position, encode(hash, 'hex') from access_chain")) {
      var stated = new End(Long.parseLong(end.get(1)), end.get(2));
      if (!stated.equals(ends.getOrDefault(end.get(0), NOTHING))) {
        broken.add(end.get(0) + " at its end");
      }
    }
    return broken;
  }

  private static String hashAfter(String before, List<String> entry) {
    var at = LocalDateTime.parse(entry.get(2)).toInstant(ZoneOffset.UTC).toString();
    var text = new StringBuilder(before);
    for (var part :
        List.of(
            entry.get(0),
            entry.get(1),
            at,
            entry.get(3),
            entry.get(4),
            entry.get(5),
            entry.get(6),
            entry.get(7))) {
      text.append('|').append(part.length()).append(':').append(part);
    }
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
