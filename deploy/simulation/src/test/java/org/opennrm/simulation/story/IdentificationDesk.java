package org.opennrm.simulation.story;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.CaseClosedV1;
import org.opennrm.contracts.HandOverAcceptedV1;
import org.opennrm.contracts.HandOverAcknowledgedV1;
import org.opennrm.contracts.HandOverDeclinedV1;
import org.opennrm.contracts.HandOverOfferedV1;
import org.opennrm.contracts.HandOverReassignedV1;
import org.opennrm.contracts.HandOverWithdrawnV1;
import org.opennrm.contracts.NeedWithdrawnV1;
import org.opennrm.contracts.ShelterNeededV1;
import org.opennrm.contracts.ShelterProfile;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.NeedRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.referral.model.Referral;
import org.opennrm.identification.referral.model.ReferralCommand;
import org.opennrm.identification.referral.model.ReferralEvent;
import org.opennrm.identification.referral.model.ReferralRules;
import org.opennrm.platform.policy.model.Ruling.Moved;

/** Identification: referrals by {@link ReferralRules}, needs, and the end of a case. */
final class IdentificationDesk {
  static final String TOPIC = "nrm.identification";
  static final String NEEDS = "nrm.identification.needs";
  static final String STEP = "identification";
  static final CountryCode COUNTRY = new CountryCode("ba");
  static final OrganisationCode POLICE = new OrganisationCode("ba-invented-police");

  private final Wall wall;
  private final Telling telling;
  private final ShelterProfile profile;
  private final SplittableRandom names = new SplittableRandom(1);
  private final Map<CaseRef, Case> cases = new LinkedHashMap<>();

  private static final class Case {
    private final HandOverRef handOver;
    private Referral referral;
    private @Nullable NeedRef need;
    private boolean closed;

    private Case(HandOverRef handOver, Referral referral) {
      this.handOver = handOver;
      this.referral = referral;
    }
  }

  IdentificationDesk(Wall wall, ShelterProfile profile, Telling telling) {
    this.wall = wall;
    this.profile = profile;
    this.telling = telling;
  }

  void submit(CaseRef caseRef, OrganisationCode owner) {
    if (cases.containsKey(caseRef)) {
      return;
    }
    var due = wall.dueTimes();
    var handOver = HandOverRef.mint(names);
    cases.put(caseRef, new Case(handOver, new Referral.Submitted(owner, due)));
    telling.tell(
        TOPIC,
        new HandOverOfferedV1(
            caseRef,
            handOver,
            STEP,
            COUNTRY,
            POLICE,
            owner,
            due.dueAt(),
            due.graceUntil(),
            wall.now()));
  }

  void ask(CaseRef caseRef, ReferralCommand command) {
    var found = cases.get(caseRef);
    if (found != null
        && ReferralRules.decide(found.referral, command, wall.now())
            instanceof Moved<Referral, ReferralEvent>(var next, var happened)) {
      found.referral = next;
      happened.forEach(event -> tell(caseRef, found, event));
    }
  }

  void need(CaseRef caseRef) {
    var found = cases.get(caseRef);
    if (found == null || found.closed || found.need != null) {
      return;
    }
    found.need = NeedRef.mint(names);
    telling.tell(
        NEEDS,
        new ShelterNeededV1(caseRef, found.need, COUNTRY, owner(found), profile, wall.now()));
  }

  void withdrawNeed(CaseRef caseRef) {
    var found = cases.get(caseRef);
    if (found != null && found.need != null) {
      telling.tell(TOPIC, new NeedWithdrawnV1(caseRef, found.need, owner(found), wall.now()));
      found.need = null;
    }
  }

  void close(CaseRef caseRef) {
    var found = cases.get(caseRef);
    if (found != null && !found.closed) {
      found.closed = true;
      telling.tell(TOPIC, new CaseClosedV1(caseRef, owner(found), "completed", wall.now()));
    }
  }

  /** Whether its owner still owes an answer, by what identification itself knows. */
  void everyHandOver(HandOverCheck check) {
    for (var found : cases.values()) {
      var open =
          switch (found.referral) {
            case Referral.Submitted _, Referral.Acknowledged _, Referral.InformationRequested _ ->
                true;
            case Referral.Accepted _,
                Referral.Declined _,
                Referral.Withdrawn _,
                Referral.EnteredInError _ ->
                false;
          };
      check.on(found.handOver, owner(found), open);
    }
  }

  private static OrganisationCode owner(Case found) {
    return found.referral.owner();
  }

  private void tell(CaseRef caseRef, Case found, ReferralEvent event) {
    var by = owner(found);
    var now = wall.now();
    switch (event) {
      case ReferralEvent.Acknowledged _ ->
          telling.tell(TOPIC, new HandOverAcknowledgedV1(caseRef, found.handOver, STEP, by, now));
      case ReferralEvent.Accepted _ ->
          telling.tell(TOPIC, new HandOverAcceptedV1(caseRef, found.handOver, STEP, by, now));
      case ReferralEvent.Forwarded(var to, var due) ->
          telling.tell(
              TOPIC,
              new HandOverReassignedV1(
                  caseRef, found.handOver, STEP, by, to, due.dueAt(), due.graceUntil(), now));
      case ReferralEvent.Declined(var reason) ->
          telling.tell(
              TOPIC, new HandOverDeclinedV1(caseRef, found.handOver, STEP, by, reason, now));
      case ReferralEvent.Withdrawn _, ReferralEvent.EnteredInError _ ->
          telling.tell(TOPIC, new HandOverWithdrawnV1(caseRef, found.handOver, STEP, by, now));
      case ReferralEvent.InformationRequested _, ReferralEvent.InformationGiven _ -> {}
    }
  }

  interface HandOverCheck {
    void on(HandOverRef handOver, OrganisationCode holder, boolean open);
  }
}
