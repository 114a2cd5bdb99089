package org.opennrm.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns a traced transaction into a script for pgbench: the same statements with the same
 * parameters, but references and ids that differ each time, so that it can run again and again.
 */
final class FloorScript {

  private static final Pattern PLACE = Pattern.compile("\\$(\\d+)");

  /** Few enough for the shortest reference, many enough that two runs hardly meet. */
  private static final String COUNT = "\\set n random(1, 500000000000)\n";

  private static final int ROOM = 32;

  private final Map<String, Integer> references = new LinkedHashMap<>();

  private FloorScript() {}

  /** What PostgreSQL takes each parameter of a statement for. */
  interface Types {
    List<String> of(String sql);
  }

  static String of(List<TracedStatement> transaction, Types types) {
    FloorScript script = new FloorScript();
    StringBuilder text = new StringBuilder(COUNT).append("begin;\n");
    for (TracedStatement each : transaction) {
      text.append(script.written(each, types.of(each.sql()))).append(";\n");
    }
    return text.append("commit;\n").toString();
  }

  private String written(TracedStatement statement, List<String> types) {
    Matcher place = PLACE.matcher(statement.sql());
    StringBuilder sql = new StringBuilder();
    while (place.find()) {
      int number = Integer.parseInt(place.group(1)) - 1;
      place.appendReplacement(
          sql,
          Matcher.quoteReplacement(
              "cast(%s as %s)"
                  .formatted(value(statement.parameters().get(number)), types.get(number))));
    }
    return place.appendTail(sql).toString().replaceAll("\\s+", " ");
  }

  private String value(@Nullable String parameter) {
    if (parameter == null) {
      return "null";
    }
    List<String> parts = new ArrayList<>();
    Matcher reference = Marks.REFERENCE.matcher(parameter);
    int at = 0;
    while (reference.find()) {
      literal(parameter.substring(at, reference.start()), parts);
      parts.add(fresh(reference.group()));
      at = reference.end();
    }
    literal(parameter.substring(at), parts);
    return parts.isEmpty() ? "''" : String.join(" || ", parts);
  }

  private static void literal(String text, List<String> parts) {
    if (!text.isEmpty()) {
      // A colon inside a text would name one of pgbench's variables; it is spelled by its number.
      String quoted = text.replace("\\", "\\\\").replace("'", "''").replace(":", "\\u003a");
      boolean plain = quoted.equals(text);
      parts.add((plain ? "'" : "e'") + quoted + "'");
    }
  }

  /** The same reference is the same one throughout the transaction. */
  private String fresh(String reference) {
    int which = references.computeIfAbsent(reference, _ -> references.size());
    String number = "to_hex(cast(:n as bigint) * %d + %d)".formatted(ROOM, which);
    int dash = reference.indexOf('-');
    if (Character.isUpperCase(reference.charAt(0))) {
      int symbols = reference.length() - dash - 1;
      return "'%s' || upper(lpad(%s, %d, '0'))"
          .formatted(reference.substring(0, dash + 1), number, symbols);
    }
    return "'%s' || lpad(%s, 12, '0')".formatted(reference.substring(0, 24), number);
  }
}
