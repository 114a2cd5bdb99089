package org.opennrm.identification.referral.model;

import static org.opennrm.identification.referral.model.ReferralRule.ACKNOWLEDGE_FIRST;
import static org.opennrm.identification.referral.model.ReferralRule.ALREADY_ACKNOWLEDGED;
import static org.opennrm.identification.referral.model.ReferralRule.ALREADY_ANSWERED;
import static org.opennrm.identification.referral.model.ReferralRule.ALREADY_WITH_THIS_OWNER;
import static org.opennrm.identification.referral.model.ReferralRule.NOTHING_WAS_ASKED;
import static org.opennrm.identification.referral.model.ReferralRule.WAITING_FOR_THE_SENDER;
import static org.opennrm.platform.policy.model.Ruling.moved;
import static org.opennrm.platform.policy.model.Ruling.refused;

import java.time.Instant;
import java.util.Set;
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
import org.opennrm.platform.policy.model.Ruling;

/** What may happen to a referral, step by step; every pair not listed is refused by name. */
public final class ReferralRules {

  private record Step(Referral from, ReferralCommand asked) {}

  private ReferralRules() {}

  public static Ruling<Referral, ReferralEvent> decide(
      Referral current, ReferralCommand command, Instant now) {
    return switch (new Step(current, command)) {
      case Step(Submitted s, Acknowledge _) ->
          moved(new Acknowledged(s.owner(), s.due(), now), new ReferralEvent.Acknowledged());
      case Step(Acknowledged a, Accept _) ->
          moved(new Accepted(a.owner(), now), new ReferralEvent.Accepted());

      case Step(Submitted s, Forward f) -> forwarded(s, f);
      case Step(Acknowledged a, Forward f) -> forwarded(a, f);
      case Step(InformationRequested r, Forward f) -> forwarded(r, f);

      case Step(Submitted s, Decline d) -> declined(s, d, now);
      case Step(Acknowledged a, Decline d) -> declined(a, d, now);

      case Step(Submitted s, RequestInformation r) -> asked(s.owner(), s.due(), r);
      case Step(Acknowledged a, RequestInformation r) -> asked(a.owner(), a.due(), r);
      case Step(InformationRequested r, GiveInformation _) ->
          moved(new Submitted(r.owner(), r.due()), new ReferralEvent.InformationGiven());

      case Step(Submitted s, Withdraw _) -> withdrawn(s, now);
      case Step(Acknowledged a, Withdraw _) -> withdrawn(a, now);
      case Step(InformationRequested r, Withdraw _) -> withdrawn(r, now);
      case Step(Submitted s, EnterInError _) -> enteredInError(s, now);
      case Step(Acknowledged a, EnterInError _) -> enteredInError(a, now);
      case Step(InformationRequested r, EnterInError _) -> enteredInError(r, now);

      case Step(Submitted _, Accept _) -> refused(ACKNOWLEDGE_FIRST);
      case Step(Acknowledged _, Acknowledge _) -> refused(ALREADY_ACKNOWLEDGED);
      case Step(Submitted _, GiveInformation _) -> refused(NOTHING_WAS_ASKED);
      case Step(Acknowledged _, GiveInformation _) -> refused(NOTHING_WAS_ASKED);
      case Step(InformationRequested _, _) -> refused(WAITING_FOR_THE_SENDER);
      case Step(_, _) -> refused(ALREADY_ANSWERED);
    };
  }

  /** What {@link #decide} can grant in this state, whatever the command says besides. */
  public static Set<Class<? extends ReferralCommand>> possibleIn(Referral state) {
    return switch (state) {
      case Submitted _ ->
          Set.of(
              Acknowledge.class,
              Forward.class,
              Decline.class,
              RequestInformation.class,
              Withdraw.class,
              EnterInError.class);
      case Acknowledged _ ->
          Set.of(
              Accept.class,
              Forward.class,
              Decline.class,
              RequestInformation.class,
              Withdraw.class,
              EnterInError.class);
      case InformationRequested _ ->
          Set.of(GiveInformation.class, Forward.class, Withdraw.class, EnterInError.class);
      case Accepted _, Declined _, Withdrawn _, EnteredInError _ -> Set.of();
    };
  }

  private static Ruling<Referral, ReferralEvent> forwarded(Referral from, Forward to) {
    return from.owner().equals(to.to())
        ? refused(ALREADY_WITH_THIS_OWNER)
        : moved(new Submitted(to.to(), to.due()), new ReferralEvent.Forwarded(to.to(), to.due()));
  }

  private static Ruling<Referral, ReferralEvent> declined(Referral from, Decline d, Instant now) {
    return moved(
        new Declined(from.owner(), d.reason(), now), new ReferralEvent.Declined(d.reason()));
  }

  private static Ruling<Referral, ReferralEvent> asked(
      OrganisationCode owner, DueTimes due, RequestInformation asked) {
    return moved(
        new InformationRequested(owner, due, asked.questions()),
        new ReferralEvent.InformationRequested());
  }

  private static Ruling<Referral, ReferralEvent> withdrawn(Referral from, Instant now) {
    return moved(new Withdrawn(from.owner(), now), new ReferralEvent.Withdrawn());
  }

  private static Ruling<Referral, ReferralEvent> enteredInError(Referral from, Instant now) {
    return moved(new EnteredInError(from.owner(), now), new ReferralEvent.EnteredInError());
  }
}
