package org.opennrm.identification.referral;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opennrm.contracts.HandOverAcceptedV1;
import org.opennrm.contracts.HandOverAcknowledgedV1;
import org.opennrm.contracts.HandOverDeclinedV1;
import org.opennrm.contracts.HandOverOfferedV1;
import org.opennrm.contracts.HandOverReassignedV1;
import org.opennrm.contracts.HandOverWithdrawnV1;
import org.opennrm.contracts.PersonInNeedCountedV1;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.contracts.ReferralAcceptedV1;
import org.opennrm.contracts.ReferralAcknowledgedV1;
import org.opennrm.contracts.ReferralDeclinedV1;
import org.opennrm.contracts.ReferralEnteredInErrorV1;
import org.opennrm.contracts.ReferralForwardedV1;
import org.opennrm.contracts.ReferralInformationGivenV1;
import org.opennrm.contracts.ReferralInformationRequestedV1;
import org.opennrm.contracts.ReferralSubmittedV1;
import org.opennrm.contracts.ReferralWithdrawnV1;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.ReferralRef;
import org.opennrm.identification.referral.model.ReferralEvent;
import org.opennrm.platform.access.HandOvers;
import org.opennrm.platform.policy.model.DueTimes;

/** Tells the others: the referral's own events, and the hand-over of the identification step. */
@ApplicationScoped
class ReferralAnnouncer {

  static final String STEP = "identification";

  private final HandOvers handOvers;

  @Inject
  ReferralAnnouncer(HandOvers handOvers) {
    this.handOvers = handOvers;
  }

  void submitted(
      ReferralRow row,
      DueTimes due,
      ReferralForm form,
      Optional<AreaCode> region,
      LocalDate today,
      List<PublishedEvent> helpAsked) {
    var who = form.personOrNobodyAsked();
    var caseRef = new CaseRef(row.caseRef);
    var country = new CountryCode(row.country);
    var sender = new OrganisationCode(row.sentBy);
    var events = new ArrayList<PublishedEvent>();
    events.addAll(
        List.of(
            new ReferralSubmittedV1(
                caseRef,
                new ReferralRef(row.reference),
                country,
                sender,
                new OrganisationCode(row.owner),
                row.immediateDanger,
                row.submittedAt),
            new HandOverOfferedV1(
                caseRef,
                new HandOverRef(row.handOver),
                STEP,
                country,
                sender,
                new OrganisationCode(row.owner),
                due.dueAt(),
                due.graceUntil(),
                row.submittedAt)));
    events.addAll(helpAsked);
    events.add(
        new PersonInNeedCountedV1(
            caseRef,
            country,
            sender,
            row.channel,
            region.orElse(null),
            who.sex().code(code -> code),
            form.ageBandOn(today),
            who.nationality().code(CountryCode::value),
            form.movement().code(code -> code),
            row.submittedAt));
    handOvers.announce(events);
  }

  void happened(ReferralRow row, ReferralEvent event, OrganisationCode by, Instant at) {
    handOvers.announce(published(row, event, by, at));
  }

  private static List<PublishedEvent> published(
      ReferralRow row, ReferralEvent event, OrganisationCode by, Instant at) {
    var caseRef = new CaseRef(row.caseRef);
    var referral = new ReferralRef(row.reference);
    var handOver = new HandOverRef(row.handOver);
    return switch (event) {
      case ReferralEvent.Acknowledged _ ->
          List.of(
              new ReferralAcknowledgedV1(caseRef, referral, by, at),
              new HandOverAcknowledgedV1(caseRef, handOver, STEP, by, at));
      case ReferralEvent.Accepted _ ->
          List.of(
              new ReferralAcceptedV1(caseRef, referral, by, at),
              new HandOverAcceptedV1(caseRef, handOver, STEP, by, at));
      case ReferralEvent.Forwarded(var to, var due) ->
          List.of(
              new ReferralForwardedV1(caseRef, referral, by, to, at),
              new HandOverReassignedV1(
                  caseRef, handOver, STEP, by, to, due.dueAt(), due.graceUntil(), at));
      case ReferralEvent.Declined(var reason) ->
          List.of(
              new ReferralDeclinedV1(caseRef, referral, by, reason, at),
              new HandOverDeclinedV1(caseRef, handOver, STEP, by, reason, at));
      case ReferralEvent.InformationRequested _ ->
          List.of(new ReferralInformationRequestedV1(caseRef, referral, by, at));
      case ReferralEvent.InformationGiven _ ->
          List.of(new ReferralInformationGivenV1(caseRef, referral, by, at));
      case ReferralEvent.Withdrawn _ ->
          List.of(
              new ReferralWithdrawnV1(caseRef, referral, by, at),
              new HandOverWithdrawnV1(caseRef, handOver, STEP, by, at));
      case ReferralEvent.EnteredInError _ ->
          List.of(
              new ReferralEnteredInErrorV1(caseRef, referral, by, at),
              new HandOverWithdrawnV1(caseRef, handOver, STEP, by, at));
    };
  }
}
