package org.opennrm.bench;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/**
 * Writes closed cases straight into one service's database, table by table, as copies of cases that
 * the services wrote themselves. Indexes and constraints are taken away meanwhile and made again at
 * the end, which checks every row; whoever is interrupted throws the installation away.
 */
final class GeneratedCases implements AutoCloseable {

  private static final int CHUNK = 1 << 18;

  /** For the loading session alone: none of it is needed to survive a crash in between. */
  private static final List<String> IN_A_HURRY =
      List.of("set synchronous_commit = off", "set maintenance_work_mem = '512MB'");

  private final Connection database;
  private final List<Table> tables;
  private final List<CaseTemplate> templates = new ArrayList<>();

  /**
   * @param columns those that are written; identities are drawn anew
   */
  private record Table(String name, String columns) {}

  GeneratedCases(Connection database) throws SQLException {
    this.database = database;
    this.tables = tables();
    try (Statement statement = database.createStatement()) {
      for (String setting : IN_A_HURRY) {
        statement.execute(setting);
      }
    }
  }

  private List<Table> tables() throws SQLException {
    List<Table> found = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select table_name, string_agg(column_name, ', ' order by ordinal_position)
                  from information_schema.columns join information_schema.tables using (table_schema, table_name)
                 where table_schema = 'public' and table_type = 'BASE TABLE' and is_identity = 'NO'
                   and table_name not like 'flyway%' and table_name <> 'outbox_pending'
                 group by table_name order by table_name
                """)) {
      while (rows.next()) {
        found.add(new Table(rows.getString(1), rows.getString(2)));
      }
    }
    return found;
  }

  /** Every named reference that stands in a row together with one of these. */
  Set<String> namedBeside(Set<String> references) throws SQLException {
    Set<String> named = new TreeSet<>(references);
    for (List<String> lines : rowsWith(references).values()) {
      for (String line : lines) {
        Matcher found = Marks.REFERENCE.matcher(line);
        while (found.find()) {
          if (found.group(1) != null) {
            named.add(found.group());
          }
        }
      }
    }
    return named;
  }

  /** Keeps the rows of one case in which its references stand, to be written again. */
  void remember(Set<String> references) throws SQLException {
    templates.add(new CaseTemplate(rowsWith(references)));
  }

  int rowsPerCase() {
    return (int)
        Math.round(
            templates.stream()
                .mapToInt(template ->
                    tables.stream().mapToInt(table -> template.rowsOf(table.name())).sum())
                .average()
                .orElse(0));
  }

  private Map<String, List<String>> rowsWith(Set<String> references) throws SQLException {
    Map<String, List<String>> byTable = new LinkedHashMap<>();
    String any = references.stream().collect(Collectors.joining("|"));
    for (Table table : tables) {
      StringWriter rows = new StringWriter();
      try {
        copying()
            .copyOut(
                "copy (select %s from %s t where t::text ~ '%s') to stdout"
                    .formatted(table.columns(), table.name(), any),
                rows);
      } catch (IOException e) {
        throw new SQLException("The rows of " + table.name() + " cannot be read", e);
      }
      List<String> lines = rows.toString().lines().toList();
      if (!lines.isEmpty()) {
        byTable.put(table.name(), lines);
      }
    }
    return byTable;
  }

  /** Writes the cases from one number on, below another. */
  void write(long from, long until) throws SQLException {
    List<String> again = withoutIndexes();
    for (Table table : tables) {
      copy(table, from, until);
    }
    try (Statement statement = database.createStatement()) {
      for (String each : again) {
        statement.execute(each);
      }
      statement.execute("vacuum (analyze)");
    }
  }

  private void copy(Table table, long from, long until) throws SQLException {
    if (templates.stream().allMatch(each -> each.rowsOf(table.name()) == 0)) {
      return;
    }
    CopyIn copy =
        copying().copyIn("copy %s (%s) from stdin".formatted(table.name(), table.columns()));
    try {
      StringBuilder rows = new StringBuilder(CHUNK + CHUNK / 8);
      for (long number = from; number < until; number++) {
        CaseTemplate template = templates.get((int) (number % templates.size()));
        template.write(table.name(), number, rows);
        if (rows.length() >= CHUNK) {
          send(copy, rows);
        }
      }
      send(copy, rows);
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private static void send(CopyIn copy, StringBuilder rows) throws SQLException {
    byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    rows.setLength(0);
  }

  /** Takes indexes and constraints away; returns what makes them again, in that order. */
  private List<String> withoutIndexes() throws SQLException {
    List<String> away = new ArrayList<>();
    List<String> again = new ArrayList<>();
    try (Statement statement = database.createStatement()) {
      try (ResultSet rows = statement.executeQuery(CONSTRAINTS)) {
        while (rows.next()) {
          away.add(
              "alter table %s drop constraint %s".formatted(rows.getString(1), rows.getString(2)));
          again.addFirst(
              "alter table %s add constraint %s %s"
                  .formatted(rows.getString(1), rows.getString(2), rows.getString(3)));
        }
      }
      try (ResultSet rows = statement.executeQuery(INDEXES)) {
        while (rows.next()) {
          away.add("drop index " + rows.getString(1));
          again.addFirst(rows.getString(2));
        }
      }
      for (String each : away) {
        statement.execute(each);
      }
    }
    return again;
  }

  /** Foreign keys first: they stand on the others. */
  private static final String CONSTRAINTS =
      """
      select c.conrelid::regclass::text, quote_ident(c.conname), pg_get_constraintdef(c.oid)
        from pg_constraint c join pg_class t on t.oid = c.conrelid
       where t.relnamespace = 'public'::regnamespace and c.contype in ('f', 'p', 'u', 'x')
         and t.relname not like 'flyway%'
       order by c.contype <> 'f', 1, 2
      """;

  private static final String INDEXES =
      """
      select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
        from pg_index i join pg_class t on t.oid = i.indrelid
       where t.relnamespace = 'public'::regnamespace and t.relname not like 'flyway%'
         and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
      """;

  private CopyManager copying() throws SQLException {
    return database.unwrap(PGConnection.class).getCopyAPI();
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
