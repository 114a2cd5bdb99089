package org.opennrm.shelter.placement.model;

import org.opennrm.platform.policy.model.Ruling;

/** Why a step is not taken. The names are part of the HTTP contract. */
public enum PlacementRule implements Ruling.Rule {
  /** An offer reaches at least one facility. */
  NO_FACILITY_SUITS,
  /** Only a facility that was asked may answer. */
  NOT_OFFERED_TO_THIS_FACILITY,
  /** The first acceptance wins; a bed is never promised twice. */
  TAKEN_BY_ANOTHER,
  /** An answer is given once. */
  ALREADY_ANSWERED,
  /** An acceptance comes before the offer's time is over. */
  OFFER_HAS_EXPIRED,
  /** An open round is not cut short by a clock that runs ahead. */
  OFFERS_STILL_RUN,
  /** Two who must not meet do not live in one house; which house learns of it, learns no more. */
  NOT_TO_BE_HOUSED_THERE,
  /** Nobody is put into a bed that does not exist. */
  NO_FREE_PLACE,
  /** What was kept until a moment is not theirs after it. */
  HOLD_HAS_EXPIRED,
  /** What was promised until a moment is kept until then. */
  HOLD_STILL_RUNS,
  /** Nobody agrees to rules they were not told. */
  HOUSE_RULES_NOT_TOLD,
  /** Nobody agrees to a house without knowing whether its doors are locked. */
  REGIME_NOT_TOLD,
  /** A person lives in one place at a time. */
  STILL_HOUSED_ELSEWHERE,
  /** The lifecycle has no such step here. */
  NOT_OPEN_TO_THIS_STEP
}
