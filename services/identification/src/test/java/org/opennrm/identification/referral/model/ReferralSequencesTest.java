package org.opennrm.identification.referral.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.referral.model.Referral.Accepted;
import org.opennrm.identification.referral.model.Referral.Acknowledged;
import org.opennrm.identification.referral.model.Referral.Declined;
import org.opennrm.identification.referral.model.Referral.EnteredInError;
import org.opennrm.identification.referral.model.Referral.InformationRequested;
import org.opennrm.identification.referral.model.Referral.Submitted;
import org.opennrm.identification.referral.model.Referral.Withdrawn;
import org.opennrm.identification.referral.model.ReferralCommand.Accept;
import org.opennrm.identification.referral.model.ReferralCommand.Acknowledge;
import org.opennrm.identification.referral.model.ReferralCommand.Decline;
import org.opennrm.identification.referral.model.ReferralCommand.EnterInError;
import org.opennrm.identification.referral.model.ReferralCommand.Forward;
import org.opennrm.identification.referral.model.ReferralCommand.GiveInformation;
import org.opennrm.identification.referral.model.ReferralCommand.RequestInformation;
import org.opennrm.identification.referral.model.ReferralCommand.Withdraw;
import org.opennrm.platform.policy.model.DueTimes;
import org.opennrm.platform.policy.model.Ruling.Moved;
import org.opennrm.platform.policy.model.Ruling.Refused;
import org.opennrm.platform.testkit.Dice;
import org.opennrm.platform.testkit.SeededTrials;

/**
 * Whatever sender and owners do in whatever order: until it is ended there is one organisation that
 * has to answer, by one moment, which a question never puts off.
 */
class ReferralSequencesTest {

  private static final Instant NOON = Instant.parse("2026-03-09T12:00:00Z");
  private static final List<OrganisationCode> OWNERS =
      List.of(
          new OrganisationCode("ba-invented-north"),
          new OrganisationCode("ba-invented-south"),
          new OrganisationCode("ba-invented-east"));

  private record Step(int what, OrganisationCode to) {
    static Step drawn(Dice dice) {
      // Ends come seldom, or nothing would be left to happen.
      var what = dice.oneIn(8) ? dice.below(8) : dice.below(4);
      return new Step(what, dice.any(OWNERS));
    }

    ReferralCommand command(Instant now) {
      return switch (what) {
        case 0 -> new Acknowledge();
        case 1 -> new RequestInformation(List.of("area"));
        case 2 -> new GiveInformation();
        case 3 -> new Forward(to, dueFrom(now));
        case 4 -> new Accept();
        case 5 -> new Decline("sent-in-error");
        case 6 -> new Withdraw();
        default -> new EnterInError();
      };
    }
  }

  /** A slip on a desk: whose it is, by when, whether it was seen, and what it waits for. */
  private static final class Slip {
    OrganisationCode owner = OWNERS.getFirst();
    DueTimes due = dueFrom(NOON);
    boolean seen;
    boolean waitsForTheSender;
    String ended = "";

    boolean take(ReferralCommand asked) {
      if (!ended.isEmpty()) {
        return false;
      }
      return switch (asked) {
        case Acknowledge _ -> !seen && !waitsForTheSender && see();
        case RequestInformation _ -> !waitsForTheSender && askBack();
        case GiveInformation _ -> waitsForTheSender && lieAnew(owner, due);
        case Forward(var to, var times) -> !to.equals(owner) && lieAnew(to, times);
        case Accept _ -> seen && !waitsForTheSender && end("accepted");
        case Decline _ -> !waitsForTheSender && end("declined");
        case Withdraw _ -> end("withdrawn");
        case EnterInError _ -> end("error");
      };
    }

    private boolean see() {
      seen = true;
      return true;
    }

    private boolean askBack() {
      waitsForTheSender = true;
      return true;
    }

    private boolean lieAnew(OrganisationCode with, DueTimes by) {
      owner = with;
      due = by;
      seen = false;
      waitsForTheSender = false;
      return true;
    }

    private boolean end(String how) {
      ended = how;
      return true;
    }

    String word() {
      if (!ended.isEmpty()) {
        return ended;
      }
      if (waitsForTheSender) {
        return "asked back";
      }
      return seen ? "seen" : "new";
    }
  }

  @Test
  void aReferralIsWhereItsSlipWouldLie() {
    SeededTrials.run(
        20_000,
        40,
        Step::drawn,
        steps -> {
          Referral referral = new Submitted(OWNERS.getFirst(), dueFrom(NOON));
          var slip = new Slip();
          var now = NOON;
          for (var step : steps) {
            now = now.plus(Duration.ofMinutes(10));
            var command = step.command(now);
            var taken = slip.take(command);
            referral =
                switch (ReferralRules.decide(referral, command, now)) {
                  case Moved<Referral, ReferralEvent>(var next, var events) -> {
                    equal(true, taken, "taken: " + command);
                    equal(events.size(), 1, "one thing happened");
                    yield next;
                  }
                  case Refused<Referral, ReferralEvent> _ -> {
                    equal(false, taken, "taken: " + command);
                    yield referral;
                  }
                };
            equal(wordOf(referral), slip.word(), "how it stands");
            equal(referral.owner(), slip.owner, "who has to answer");
            equal(
                dueOf(referral),
                slip.ended.isEmpty() ? Optional.of(slip.due) : Optional.empty(),
                "by when");
          }
        });
  }

  private static DueTimes dueFrom(Instant moment) {
    return new DueTimes(moment.plus(Duration.ofHours(24)), moment.plus(Duration.ofHours(36)));
  }

  private static String wordOf(Referral referral) {
    return switch (referral) {
      case Submitted _ -> "new";
      case Acknowledged _ -> "seen";
      case InformationRequested _ -> "asked back";
      case Accepted _ -> "accepted";
      case Declined _ -> "declined";
      case Withdrawn _ -> "withdrawn";
      case EnteredInError _ -> "error";
    };
  }

  private static Optional<DueTimes> dueOf(Referral referral) {
    return switch (referral) {
      case Submitted s -> Optional.of(s.due());
      case Acknowledged a -> Optional.of(a.due());
      case InformationRequested r -> Optional.of(r.due());
      case Accepted _, Declined _, Withdrawn _, EnteredInError _ -> Optional.empty();
    };
  }

  private static void equal(Object actual, Object onTheSlip, String what) {
    if (!Objects.equals(actual, onTheSlip)) {
      throw new AssertionError(what + ": " + actual + ", on the slip " + onTheSlip);
    }
  }
}
