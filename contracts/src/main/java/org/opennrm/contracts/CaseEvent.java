package org.opennrm.contracts;

import org.opennrm.contracts.ids.CaseRef;

/**
 * What happened in one case. Everything that is published about a case is keyed by its reference,
 * so that each reader meets a case's events in the order in which they were decided.
 */
public sealed interface CaseEvent extends PublishedEvent
    permits HandOverEvent,
        AlarmEvent,
        ReferralSubmittedV1,
        ReferralAcknowledgedV1,
        ReferralAcceptedV1,
        ReferralForwardedV1,
        ReferralDeclinedV1,
        ReferralInformationRequestedV1,
        ReferralInformationGivenV1,
        ReferralWithdrawnV1,
        ReferralEnteredInErrorV1,
        ScreeningRecordedV1,
        HomeContactAllowedV1,
        HomeContactForbiddenV1,
        ReflectionEndedV1,
        ReflectionGrantedV1,
        PersonDiedV1,
        FindingSetAsideV1,
        PersonNotIdentifiedV1,
        PersonIdentifiedV1,
        PersonPresumedV1,
        CaseClosedV1,
        CaseReopenedV1,
        PersonMissingV1,
        PersonFoundV1,
        ConsentGivenV1,
        ConsentRefusedV1,
        ConsentWithdrawnV1,
        KeepApartStatedV1,
        KeepApartTakenBackV1,
        NeedWithdrawnV1,
        ShelterNeededV1,
        PersonInNeedCountedV1,
        PersonNotIdentifiedCountedV1,
        PersonIdentifiedCountedV1,
        PersonPresumedCountedV1,
        PlacementSoughtV1,
        PlacementOfferedV1,
        PlacementAcceptedV1,
        PlacementAgreedV1,
        PlacementDeclinedByPersonV1,
        PersonArrivedV1,
        PersonNotArrivedV1,
        StayEndedV1,
        PlacementLostV1,
        PlacementUnmetV1,
        PlacementWithdrawnV1,
        PersonPlacedCountedV1,
        NeedUnmetCountedV1 {

  CaseRef caseRef();

  @Override
  default String subject() {
    return caseRef().value();
  }
}
