package org.opennrm.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.opennrm.bench.Checker.CaseNeed;
import org.opennrm.local.Installation;

/**
 * The databases of the two services that a need touches, read behind the services' backs: the only
 * witness of when something was committed and of what is really there.
 */
final class Databases implements AutoCloseable {

  private static final List<String> DURABILITY =
      List.of(
          "server_version",
          "fsync",
          "synchronous_commit",
          "full_page_writes",
          "wal_sync_method",
          "track_commit_timestamp");

  private final Installation installation;
  private final Connection identification;
  private final Connection shelter;
  private final Connection coordination;

  Databases(Installation installation) {
    this.installation = installation;
    this.identification = connect("identification");
    this.shelter = connect("shelter");
    this.coordination = connect("coordination");
  }

  /**
   * A placement, and when the transaction that began it was committed, by PostgreSQL's stamp.
   *
   * @param facilities how many were asked
   */
  record Placed(CaseNeed need, Instant committed, int facilities) {}

  /** One connection to each database. */
  List<Connection> all() {
    return List.of(identification, shelter, coordination);
  }

  /** A connection of its own to a service's database, as the service's role. */
  Connection connect(String service) {
    try {
      return DriverManager.getConnection(
          installation.jdbcUrl(service), service, installation.databasePassword(service));
    } catch (SQLException e) {
      throw new Trouble(
          "PostgreSQL does not let the bench in ("
              + e.getMessage()
              + "); is everything up (./nrm status)?",
          e);
    }
  }

  /** What the server says about its durability, by name. */
  Map<String, String> durability() {
    Map<String, String> settings = new LinkedHashMap<>();
    try (Statement statement = shelter.createStatement()) {
      for (String name : DURABILITY) {
        try (ResultSet row = statement.executeQuery("show " + name)) {
          row.next();
          settings.put(name, row.getString(1));
        }
      }
      return settings;
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /** The case behind each referral. */
  Map<String, String> casesOf(Collection<String> referrals) {
    try (PreparedStatement query =
        identification.prepareStatement(
            "select reference, case_ref from referral where reference = any (?)")) {
      query.setArray(1, identification.createArrayOf("text", referrals.toArray()));
      Map<String, String> cases = new HashMap<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          cases.put(rows.getString(1), rows.getString(2));
        }
      }
      return cases;
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /** The needs that the identification service holds for the cases. */
  List<CaseNeed> stated(Collection<String> cases) {
    try (PreparedStatement query =
        identification.prepareStatement(
            "select case_ref, need from need where case_ref = any (?)")) {
      query.setArray(1, identification.createArrayOf("text", cases.toArray()));
      List<CaseNeed> stated = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          stated.add(new CaseNeed(rows.getString(1), rows.getString(2)));
        }
      }
      return stated;
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /**
   * The placements that the shelter service holds for the cases. The first line of a placement's
   * history is written in the transaction that begins it and never again, so its stamp stays true
   * whatever happens to the placement later.
   */
  List<Placed> placed(Collection<String> cases) {
    try (PreparedStatement query =
        shelter.prepareStatement(
            """
            select p.case_ref, p.need, pg_xact_commit_timestamp(h.xmin),
                   (select count(*) from offer o where o.placement = p.ref)
              from placement p
              join placement_history h on h.placement = p.ref and h.version = 1
             where p.case_ref = any (?)
            """)) {
      query.setArray(1, shelter.createArrayOf("text", cases.toArray()));
      List<Placed> placed = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          placed.add(
              new Placed(
                  new CaseNeed(rows.getString(1), rows.getString(2)),
                  rows.getObject(3, OffsetDateTime.class).toInstant(),
                  rows.getInt(4)));
        }
      }
      return placed;
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /**
   * A referral as its owner keeps it, and as the coordinator's ledger has heard of it.
   *
   * @param sendersOwn how the sender calls it
   * @param committed PostgreSQL's stamp of the commit that holds the referral
   * @param inLedger the same of the commit that opened its line in the ledger; null without one
   */
  record Referred(
      String reference, String sendersOwn, Instant committed, @Nullable Instant inLedger) {}

  /** All referrals that somebody calls by a name that begins so. */
  List<Referred> referred(String sendersOwnBegins) {
    record Sent(String reference, String sendersOwn, String handOver, Instant committed) {}
    List<Sent> sent = new ArrayList<>();
    try (PreparedStatement query =
        identification.prepareStatement(
            """
            select r.reference, r.senders_own, r.hand_over, pg_xact_commit_timestamp(h.xmin)
              from referral r
              join referral_history h on h.reference = r.reference and h.version = 1
             where r.senders_own like ? || '%'
            """)) {
      query.setString(1, sendersOwnBegins);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          sent.add(
              new Sent(
                  rows.getString(1),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getObject(4, OffsetDateTime.class).toInstant()));
        }
      }
      Map<String, Instant> ledger = ledger(sent.stream().map(Sent::handOver).toList());
      return sent.stream()
          .map(each ->
              new Referred(
                  each.reference(),
                  each.sendersOwn(),
                  each.committed(),
                  ledger.get(each.handOver())))
          .toList();
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /** When the first line of each hand-over was committed; it is written once. */
  private Map<String, Instant> ledger(List<String> handOvers) throws SQLException {
    try (PreparedStatement query =
        coordination.prepareStatement(
            """
            select reference, pg_xact_commit_timestamp(xmin)
              from hand_over_fact where number = 1 and reference = any (?)
            """)) {
      query.setArray(1, coordination.createArrayOf("text", handOvers.toArray()));
      Map<String, Instant> lines = new HashMap<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          lines.put(rows.getString(1), rows.getObject(2, OffsetDateTime.class).toInstant());
        }
      }
      return lines;
    }
  }

  /** Whether coordination has counted the days of everything it was told, within the patience. */
  boolean daysAreCounted(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try (Statement statement = coordination.createStatement();
          ResultSet row = statement.executeQuery("select exists (select from person_to_count)")) {
        row.next();
        if (!row.getBoolean(1) || System.nanoTime() > deadline) {
          return !row.getBoolean(1);
        }
      } catch (SQLException e) {
        throw unreadable(e);
      }
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    }
  }

  private static Trouble unreadable(SQLException e) {
    return new Trouble("The databases cannot be read: " + e.getMessage(), e);
  }

  @Override
  public void close() throws SQLException {
    identification.close();
    shelter.close();
    coordination.close();
  }
}
