package org.opennrm.platform.access;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.opennrm.contracts.HandOverAcceptedV1;
import org.opennrm.contracts.HandOverDeclinedV1;
import org.opennrm.contracts.HandOverOfferedV1;
import org.opennrm.contracts.HandOverReassignedV1;
import org.opennrm.contracts.HandOverRecordedV1;
import org.opennrm.contracts.HandOverWithdrawnV1;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.messaging.Columns;

/**
 * Who stands how to which case. They follow hand-overs and nothing else: the owning service lets
 * them follow in its own transaction, every other service from the same events.
 */
@ApplicationScoped
public class Standings {

  private final AgroalDataSource database;

  @Inject
  Standings(AgroalDataSource database) {
    this.database = database;
  }

  /**
   * Lets the standings follow the hand-overs among the events, in their order; any other event
   * leaves them as they are. A round of offers is opened in one go.
   */
  @Transactional(TxType.MANDATORY)
  public void follow(List<? extends PublishedEvent> events) {
    var openings = new ArrayList<Opening>();
    for (var event : events) {
      if (event instanceof HandOverOfferedV1 offered) {
        openings.addAll(openingsOf(offered));
      } else {
        open(openings);
        openings.clear();
        follow(event);
      }
    }
    open(openings);
  }

  /** Lets the standings follow one hand-over event; any other event leaves them as they are. */
  @Transactional(TxType.MANDATORY)
  public void follow(PublishedEvent event) {
    switch (event) {
      case HandOverOfferedV1 offered -> open(openingsOf(offered));
      case HandOverAcceptedV1 accepted ->
          turn(accepted.handOver(), Standing.OFFERED, Standing.HOLDS, accepted.at());
      case HandOverDeclinedV1 declined -> end(declined.handOver(), Standing.OFFERED, declined.at());
      case HandOverWithdrawnV1 withdrawn -> {
        end(withdrawn.handOver(), Standing.OFFERED, withdrawn.at());
        turn(withdrawn.handOver(), Standing.HOLDS, Standing.HELD, withdrawn.at());
      }
      case HandOverReassignedV1 moved -> {
        end(moved.handOver(), Standing.OFFERED, moved.at());
        turn(moved.handOver(), Standing.HOLDS, Standing.HELD, moved.at());
        open(
            List.of(
                new Opening(
                    moved.handOver(),
                    moved.to(),
                    moved.caseRef(),
                    moved.step(),
                    Standing.OFFERED,
                    moved.at())));
      }
      case HandOverRecordedV1 recorded ->
          open(
              List.of(
                  new Opening(
                      recorded.handOver(),
                      recorded.from(),
                      recorded.caseRef(),
                      recorded.step(),
                      Standing.SENT,
                      recorded.at()),
                  new Opening(
                      recorded.handOver(),
                      recorded.to(),
                      recorded.caseRef(),
                      recorded.step(),
                      Standing.HOLDS,
                      recorded.at())));
      case PublishedEvent _ -> {}
    }
  }

  /** The holder of this hand-over gives the step up: it keeps what it wrote and sees no more. */
  @Transactional(TxType.MANDATORY)
  public void leave(HandOverRef handOver, Instant at) {
    turn(handOver, Standing.HOLDS, Standing.HELD, at);
  }

  /**
   * The organisation that has held that step of the case longest gives it up: for a reader that
   * learns that a stay ended, and not by which hand-over it began. One lives in one place at a
   * time.
   */
  @Transactional(TxType.MANDATORY)
  public void leaveFirst(CaseRef caseRef, String step, Instant at) {
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement(
                """
                select hand_over from standing
                 where case_ref = ? and step = ? and standing = ? and until is null
                 order by since, hand_over limit 1
                """)) {
      query.setString(1, caseRef.value());
      query.setString(2, step);
      query.setString(3, Standing.HOLDS.code());
      try (var rows = query.executeQuery()) {
        if (rows.next()) {
          leave(new HandOverRef(rows.getString(1)), at);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How the organisation stands to the case in that step now. */
  public Set<Standing> of(CaseRef caseRef, OrganisationCode organisation, String step) {
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement(
                "select distinct standing from standing where case_ref = ? and organisation = ? and step = ? and until is null")) {
      query.setString(1, caseRef.value());
      query.setString(2, organisation.value());
      query.setString(3, step);
      var found = EnumSet.noneOf(Standing.class);
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          found.add(Standing.of(rows.getString(1)));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the organisation holds any step of the case now. */
  public boolean holdsAny(CaseRef caseRef, OrganisationCode organisation) {
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement(
                "select exists (select 1 from standing where case_ref = ? and organisation = ? and standing = ? and until is null)")) {
      query.setString(1, caseRef.value());
      query.setString(2, organisation.value());
      query.setString(3, Standing.HOLDS.code());
      try (var rows = query.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Opening> openingsOf(HandOverOfferedV1 offered) {
    return List.of(
        new Opening(
            offered.handOver(),
            offered.from(),
            offered.caseRef(),
            offered.step(),
            Standing.SENT,
            offered.offeredAt()),
        new Opening(
            offered.handOver(),
            offered.to(),
            offered.caseRef(),
            offered.step(),
            Standing.OFFERED,
            offered.offeredAt()));
  }

  /** From this moment the organisation stands so. */
  private record Opening(
      HandOverRef handOver,
      OrganisationCode organisation,
      CaseRef caseRef,
      String step,
      Standing standing,
      Instant since) {}

  /** One round trip for all of them. */
  private void open(List<Opening> openings) {
    if (openings.isEmpty()) {
      return;
    }
    try (var connection = database.getConnection();
        var insert =
            connection.prepareStatement(
                """
                insert into standing (hand_over, organisation, case_ref, step, standing, since)
                select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                     ?::timestamptz[])
                on conflict (hand_over, organisation, standing)
                  do update set since = excluded.since, until = null
                """)) {
      Columns.bind(insert, 1, "text", openings, Opening::handOver);
      Columns.bind(insert, 2, "text", openings, Opening::organisation);
      Columns.bind(insert, 3, "text", openings, Opening::caseRef);
      Columns.bind(insert, 4, "text", openings, Opening::step);
      Columns.bind(insert, 5, "text", openings, opening -> opening.standing().code());
      Columns.bind(insert, 6, "timestamptz", openings, Opening::since);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void turn(HandOverRef handOver, Standing from, Standing to, Instant at) {
    try (var connection = database.getConnection();
        var change =
            connection.prepareStatement(
                """
                with ended as (
                  update standing set until = ? where hand_over = ? and standing = ? and until is null
                  returning hand_over, organisation, case_ref, step)
                insert into standing (hand_over, organisation, case_ref, step, standing, since)
                select hand_over, organisation, case_ref, step, ?, ? from ended
                on conflict (hand_over, organisation, standing)
                  do update set since = excluded.since, until = null
                """)) {
      change.setTimestamp(1, Timestamp.from(at));
      change.setString(2, handOver.value());
      change.setString(3, from.code());
      change.setString(4, to.code());
      change.setTimestamp(5, Timestamp.from(at));
      change.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void end(HandOverRef handOver, Standing standing, Instant at) {
    try (var connection = database.getConnection();
        var change =
            connection.prepareStatement(
                "update standing set until = ? where hand_over = ? and standing = ? and until is null")) {
      change.setTimestamp(1, Timestamp.from(at));
      change.setString(2, handOver.value());
      change.setString(3, standing.code());
      change.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
