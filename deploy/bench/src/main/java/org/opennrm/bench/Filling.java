package org.opennrm.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.opennrm.local.Installation;

/** Fills the databases of all services with the same generated cases, side by side. */
final class Filling implements AutoCloseable {

  private final Map<String, GeneratedCases> databases = new LinkedHashMap<>();
  private long written;

  Filling(Installation installation) {
    Administrator administrator = new Administrator(installation);
    try {
      for (String service : installation.services()) {
        databases.put(service, new GeneratedCases(administrator.enter(service)));
      }
      written = alreadyThere(administrator);
    } catch (SQLException e) {
      throw trouble(e);
    }
  }

  /** An earlier run may have left some; they are counted by their mark. */
  private static long alreadyThere(Administrator administrator) throws SQLException {
    try (Connection connection = administrator.enter("identification");
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select count(*) from case_file where case_ref like 'CASE-%BENCH'")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Learns what a closed case is from these, which must have come to rest. */
  void learn(List<String> referrals) {
    try {
      for (String referral : referrals) {
        Set<String> references = referencesOf(referral);
        for (GeneratedCases each : databases.values()) {
          each.remember(references);
        }
      }
    } catch (SQLException e) {
      throw trouble(e);
    }
  }

  /** Whatever is named together with something that is named together with the referral. */
  private Set<String> referencesOf(String referral) throws SQLException {
    Set<String> references = new TreeSet<>(Set.of(referral));
    int known;
    do {
      known = references.size();
      for (GeneratedCases each : databases.values()) {
        references = each.namedBeside(references);
      }
    } while (references.size() > known);
    return references;
  }

  int rowsPerCase() {
    return databases.values().stream().mapToInt(GeneratedCases::rowsPerCase).sum();
  }

  long cases() {
    return written;
  }

  /** Returns when so many generated cases are in every database. */
  void fillUpTo(long cases) {
    long from = written;
    if (cases <= from) {
      return;
    }
    List<Future<?>> fillings = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      for (GeneratedCases each : databases.values()) {
        fillings.add(
            threads.submit(() -> {
              each.write(from, cases);
              return null;
            }));
      }
    }
    for (Future<?> each : fillings) {
      if (each.state() == Future.State.FAILED) {
        throw new Trouble(
            "The databases cannot be filled: " + each.exceptionNow().getMessage(),
            each.exceptionNow());
      }
    }
    written = cases;
  }

  private static Trouble trouble(SQLException e) {
    return new Trouble("The databases cannot be filled: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      for (GeneratedCases each : databases.values()) {
        each.close();
      }
    } catch (SQLException e) {
      throw trouble(e);
    }
  }
}
