package org.opennrm.simulation.story;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.opennrm.contracts.CaseClosedV1;
import org.opennrm.contracts.CaseEvent;
import org.opennrm.contracts.HandOverEvent;
import org.opennrm.contracts.NeedWithdrawnV1;
import org.opennrm.contracts.ShelterNeededV1;
import org.opennrm.contracts.ShelterProfile;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.referral.model.ReferralCommand;
import org.opennrm.platform.testkit.Dice;
import org.opennrm.simulation.road.Road;
import org.opennrm.simulation.story.CoordinationDesk.Told;

/** Three services, the road between them, a clock on the wall, and people who do as they like. */
public final class Story {
  private static final List<CaseRef> CASES =
      Stream.generate(new SplittableRandom(3)::split).limit(2).map(CaseRef::mint).toList();
  private static final List<OrganisationCode> OWNERS =
      List.of(
          new OrganisationCode("ba-invented-north"),
          new OrganisationCode("ba-invented-south"),
          new OrganisationCode("ba-invented-coordinator"));
  private static final ShelterProfile PROFILE =
      new ShelterProfile(
          "female", "18-23", 1, 0, List.of(), "medium", List.of(), List.of(), List.of(), false);
  private static final Set<Integer> FIRST_VERSION = Set.of(1);

  private final Wall wall = new Wall();
  private final Road road = new Road();
  private final Map<String, List<CaseEvent>> logs = new HashMap<>();
  private final IdentificationDesk identification;
  private final ShelterDesk shelter;
  private final CoordinationDesk coordination;

  /** What somebody may do, whether it makes sense or not. */
  public enum Act {
    SUBMIT,
    ANSWER_REFERRAL,
    STATE_NEED,
    WITHDRAW_NEED,
    CLOSE_CASE,
    ANSWER_OFFER,
    ANSWER_AS_PERSON,
    ARRIVE,
    MISS,
    LEAVE,
    LOOK_FOR_SILENCE,
    TAKE_ESCALATIONS,
    STRIKE_CLOCKS,
    LET_TIME_PASS,
    /** A good moment: whatever was told arrives. */
    HEAR_THE_NEWS;

    private static final List<Act> AS_OFTEN_AS_IN_LIFE =
        List.of(
            SUBMIT,
            ANSWER_REFERRAL,
            ANSWER_REFERRAL,
            STATE_NEED,
            STATE_NEED,
            STATE_NEED,
            WITHDRAW_NEED,
            CLOSE_CASE,
            ANSWER_OFFER,
            ANSWER_OFFER,
            ANSWER_OFFER,
            ANSWER_AS_PERSON,
            ANSWER_AS_PERSON,
            ANSWER_AS_PERSON,
            ARRIVE,
            ARRIVE,
            ARRIVE,
            MISS,
            LEAVE,
            LOOK_FOR_SILENCE,
            TAKE_ESCALATIONS,
            STRIKE_CLOCKS,
            LET_TIME_PASS,
            LET_TIME_PASS,
            HEAR_THE_NEWS,
            HEAR_THE_NEWS,
            HEAR_THE_NEWS);

    public static Act drawn(Dice dice) {
      return dice.any(AS_OFTEN_AS_IN_LIFE);
    }
  }

  public Story() {
    for (var service : List.of("identification", "shelter")) {
      road.service(service);
    }
    identification =
        new IdentificationDesk(
            wall, PROFILE, (topic, event) -> tell("identification", topic, event));
    shelter = new ShelterDesk(wall, (topic, event) -> tell("shelter", topic, event));
    coordination = new CoordinationDesk(wall);
    listen();
  }

  public void act(Act act, Dice dice) {
    var caseRef = dice.any(CASES);
    switch (act) {
      case SUBMIT -> identification.submit(caseRef, dice.any(OWNERS));
      case ANSWER_REFERRAL -> identification.ask(caseRef, command(dice));
      case STATE_NEED -> identification.need(caseRef);
      case WITHDRAW_NEED -> identification.withdrawNeed(caseRef);
      case CLOSE_CASE -> {
        if (dice.oneIn(6)) {
          identification.close(caseRef);
        }
      }
      case ANSWER_OFFER -> shelter.answer(dice);
      case ANSWER_AS_PERSON -> shelter.personAnswers(dice);
      case ARRIVE -> shelter.arrive(dice);
      case MISS -> shelter.notArrived(dice);
      case LEAVE -> shelter.leave(dice);
      case LOOK_FOR_SILENCE -> {
        coordination.look();
        coordination.mustHaveEscalatedSilence();
      }
      case TAKE_ESCALATIONS -> coordination.takeOne(dice.any(OWNERS));
      case STRIKE_CLOCKS -> shelter.strike();
      case LET_TIME_PASS ->
          wall.forward(Duration.ofMinutes(dice.oneIn(10) ? 60 * 24 * 3 : dice.below(200)));
      case HEAR_THE_NEWS -> road.goodMoment(dice);
    }
    shelter.mustHold();
  }

  /** Lets something happen to the road. */
  public void onTheRoad(Road.Incident incident, Dice dice) {
    road.step(incident, dice);
    shelter.mustHold();
  }

  /** Everything heals and all is delivered; then the services agree and no silence is unknown. */
  public void settle(Dice dice) {
    road.settle();
    shelter.mustHold();
    theLedgerAgreesWithTheOwners();
    theLedgerCanBeRebuilt(dice);
    wall.forward(Wall.ANSWER.plus(Wall.GRACE));
    coordination.look();
    coordination.mustHaveEscalatedSilence();
  }

  private void tell(String service, String topic, CaseEvent event) {
    logs.computeIfAbsent(topic, _ -> new ArrayList<>()).add(event);
    road.commit(service, topic, event.caseRef().value(), FIRST_VERSION, event);
  }

  private void listen() {
    road.consumer(
        "shelter",
        List.of(IdentificationDesk.TOPIC, IdentificationDesk.NEEDS),
        FIRST_VERSION,
        logged ->
            switch (logged.told()) {
              case ShelterNeededV1 needed -> shelter.seek(needed);
              case NeedWithdrawnV1 withdrawn -> {
                shelter.end(withdrawn);
                yield false;
              }
              case CaseClosedV1 closed -> {
                shelter.end(closed);
                yield false;
              }
              default -> false;
            });
    for (var topic : List.of(IdentificationDesk.TOPIC, ShelterDesk.TOPIC)) {
      road.consumer(
          "coordination of " + topic,
          List.of(topic),
          FIRST_VERSION,
          logged -> {
            if (logged.told() instanceof HandOverEvent event) {
              coordination.take(event);
            }
            return false;
          });
    }
  }

  private void theLedgerAgreesWithTheOwners() {
    var told = coordination.told();
    identification.everyHandOver((handOver, holder, open) -> {
      var entry = told.get(handOver);
      if (entry == null || entry.open() != open || !entry.holder().equals(holder)) {
        throw new AssertionError("Of " + handOver + " the ledger says " + entry);
      }
    });
    for (var handOver : shelter.owed()) {
      var entry = told.get(handOver);
      if (entry == null || !entry.open()) {
        throw new AssertionError("Nobody is asked for the answer owed to " + handOver);
      }
    }
    var open = told.values().stream().filter(Told::open).count();
    var asked = new int[1];
    identification.everyHandOver((_, _, isOpen) -> asked[0] += isOpen ? 1 : 0);
    if (open != asked[0] + shelter.owed().size()) {
      throw new AssertionError("The ledger waits for answers that nobody owes");
    }
  }

  /** Topics shuffled against each other, each in its own order, end in the same ledger. */
  private void theLedgerCanBeRebuilt(Dice dice) {
    var rest = new ArrayList<List<CaseEvent>>();
    logs.values().forEach(log -> rest.add(new ArrayList<>(log.reversed())));
    var rebuilt = new HashMap<HandOverRef, Told>();
    rest.removeIf(List::isEmpty);
    while (!rest.isEmpty()) {
      var topic = dice.any(rest);
      if (topic.removeLast() instanceof HandOverEvent event) {
        rebuilt.compute(event.handOver(), (_, before) -> CoordinationDesk.after(before, event));
      }
      rest.removeIf(List::isEmpty);
    }
    if (!rebuilt.equals(coordination.told())) {
      throw new AssertionError("Rebuilt, the ledger says something else");
    }
  }

  private ReferralCommand command(Dice dice) {
    return switch (dice.below(9)) {
      case 0, 1 -> new ReferralCommand.Acknowledge();
      case 2 -> new ReferralCommand.Accept();
      case 3, 4 -> new ReferralCommand.Forward(dice.any(OWNERS), wall.dueTimes());
      case 5 -> new ReferralCommand.Decline("sent-in-error");
      case 6 -> new ReferralCommand.RequestInformation(List.of("place"));
      case 7 -> new ReferralCommand.GiveInformation();
      default ->
          dice.oneIn(2) ? new ReferralCommand.Withdraw() : new ReferralCommand.EnterInError();
    };
  }
}
