package org.opennrm.coordination;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.opennrm.contracts.HandOverAcceptedV1;
import org.opennrm.contracts.HandOverAcknowledgedV1;
import org.opennrm.contracts.HandOverCompletedV1;
import org.opennrm.contracts.HandOverDeclinedV1;
import org.opennrm.contracts.HandOverOfferedV1;
import org.opennrm.contracts.HandOverReassignedV1;
import org.opennrm.contracts.HandOverRecordedV1;
import org.opennrm.contracts.HandOverWithdrawnV1;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;

/** One invented hand-over of an invented case, as its owning service would tell it. */
public record HandOverStory(
    CaseRef caseRef,
    HandOverRef handOver,
    String step,
    OrganisationCode from,
    OrganisationCode to,
    Instant offeredAt,
    Instant dueAt,
    Instant graceUntil) {

  private static final Random RANDOM = new Random();

  /** From the border police to the identification authority, answered for in an hour. */
  public static HandOverStory offeredAt(Instant at) {
    var offered = at.truncatedTo(ChronoUnit.MICROS);
    return new HandOverStory(
        CaseRef.mint(RANDOM),
        HandOverRef.mint(RANDOM),
        "identification",
        new OrganisationCode("ba-border-police"),
        new OrganisationCode("ba-identification"),
        offered,
        offered.plus(Duration.ofHours(1)),
        offered.plus(Duration.ofHours(2)));
  }

  public HandOverStory to(String organisation) {
    return new HandOverStory(
        caseRef,
        handOver,
        step,
        from,
        new OrganisationCode(organisation),
        offeredAt,
        dueAt,
        graceUntil);
  }

  public HandOverStory ofShelter() {
    return new HandOverStory(
        caseRef,
        handOver,
        "shelter-placement",
        new OrganisationCode("ba-identification"),
        new OrganisationCode("ba-iom"),
        offeredAt,
        dueAt,
        graceUntil);
  }

  public HandOverStory ofHelp(String kind) {
    return new HandOverStory(
        caseRef,
        handOver,
        kind,
        new OrganisationCode("ba-identification"),
        new OrganisationCode("ba-support-ngo"),
        offeredAt,
        dueAt,
        graceUntil);
  }

  public HandOverOfferedV1 offered() {
    return offeredIn("ba");
  }

  public HandOverOfferedV1 offeredIn(String country) {
    return new HandOverOfferedV1(
        caseRef, handOver, step, new CountryCode(country), from, to, dueAt, graceUntil, offeredAt);
  }

  public HandOverAcknowledgedV1 acknowledged(Instant at) {
    return new HandOverAcknowledgedV1(caseRef, handOver, step, to, micros(at));
  }

  public HandOverAcceptedV1 accepted(Instant at) {
    return new HandOverAcceptedV1(caseRef, handOver, step, to, micros(at));
  }

  public HandOverDeclinedV1 declined(Instant at) {
    return new HandOverDeclinedV1(caseRef, handOver, step, to, "full", micros(at));
  }

  public HandOverCompletedV1 completed(Instant at) {
    return new HandOverCompletedV1(caseRef, handOver, step, to, micros(at));
  }

  public HandOverWithdrawnV1 withdrawn(Instant at) {
    return new HandOverWithdrawnV1(caseRef, handOver, step, from, micros(at));
  }

  public HandOverReassignedV1 reassigned(String organisation, Instant at) {
    return new HandOverReassignedV1(
        caseRef,
        handOver,
        step,
        to,
        new OrganisationCode(organisation),
        micros(at).plus(Duration.ofHours(1)),
        micros(at).plus(Duration.ofHours(2)),
        micros(at));
  }

  public HandOverRecordedV1 recorded() {
    return new HandOverRecordedV1(
        caseRef, handOver, step, new CountryCode("ba"), from, to, offeredAt);
  }

  private static Instant micros(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS);
  }
}
