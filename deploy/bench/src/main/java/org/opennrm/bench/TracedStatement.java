package org.opennrm.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A statement as PostgreSQL's log shows it.
 *
 * @param session the server process that carried it out
 * @param parameters in order; null for SQL's null
 */
record TracedStatement(String session, String sql, List<@Nullable String> parameters) {

  /** What every line of the log begins with while it is traced. */
  static final String PREFIX = "nrm-trace %p %d|";

  private static final Pattern BEGINS =
      Pattern.compile(
          "^nrm-trace (\\d+) \\S*\\|(?:LOG:\\s+(?:execute [^:]+|statement): (.*)|DETAIL:\\s+Parameters: (.*)|.*)$",
          Pattern.DOTALL);
  private static final Pattern PARAMETER =
      Pattern.compile("\\$\\d+ = (?:NULL|'([^']*+(?:''[^']*+)*+)')", Pattern.DOTALL);

  /** Reads the lines of a log, those of one session in order; what is no statement is left out. */
  static List<TracedStatement> read(List<String> log) {
    List<TracedStatement> statements = new ArrayList<>();
    for (String entry : entries(log)) {
      Matcher found = BEGINS.matcher(entry);
      if (!found.matches()) {
        continue;
      }
      if (found.group(2) != null) {
        statements.add(new TracedStatement(found.group(1), found.group(2).strip(), List.of()));
      } else if (found.group(3) != null) {
        complete(statements, found.group(1), parameters(found.group(3)));
      }
    }
    return statements;
  }

  /** The parameters stand in an entry of their own, after the statement of the same session. */
  private static void complete(
      List<TracedStatement> statements, String session, List<@Nullable String> parameters) {
    for (int i = statements.size() - 1; i >= 0; i--) {
      if (statements.get(i).session().equals(session)) {
        statements.set(i, new TracedStatement(session, statements.get(i).sql(), parameters));
        return;
      }
    }
  }

  /** A line that begins with a tab goes on with the entry before it. */
  private static List<String> entries(List<String> log) {
    List<String> entries = new ArrayList<>();
    for (String line : log) {
      if (line.startsWith("\t") && !entries.isEmpty()) {
        entries.add(entries.removeLast() + "\n" + line.substring(1));
      } else {
        entries.add(line);
      }
    }
    return entries;
  }

  private static List<@Nullable String> parameters(String text) {
    List<@Nullable String> values = new ArrayList<>();
    Matcher found = PARAMETER.matcher(text);
    while (found.find()) {
      values.add(found.group(1) == null ? null : found.group(1).replace("''", "'"));
    }
    return values;
  }

  /**
   * The transactions in which a statement begins with these words and something names the
   * reference; without the words that begin and end them.
   */
  static List<List<TracedStatement>> transactions(
      List<TracedStatement> all, String words, String reference) {
    List<List<TracedStatement>> found = new ArrayList<>();
    for (String session : all.stream().map(TracedStatement::session).distinct().toList()) {
      List<TracedStatement> current = new ArrayList<>();
      for (TracedStatement each :
          all.stream().filter(one -> one.session().equals(session)).toList()) {
        if (each.is("begin")) {
          current = new ArrayList<>();
        } else if (each.is("commit") || each.is("rollback")) {
          if (each.is("commit")
              && current.stream().anyMatch(one -> one.is(words))
              && current.stream().anyMatch(one -> one.names(reference))) {
            found.add(current);
          }
          current = new ArrayList<>();
        } else {
          current.add(each);
        }
      }
    }
    return found;
  }

  private boolean is(String words) {
    return sql.regionMatches(true, 0, words, 0, words.length())
        || (words.contains(" ") && sql.toLowerCase(java.util.Locale.ROOT).contains(words));
  }

  private boolean names(String reference) {
    return parameters.stream().anyMatch(each -> each != null && each.contains(reference));
  }
}
