package org.opennrm.shelter.placement.model;

/** Why a person says no (code list {@code refusal-reasons}, the same everywhere). */
public enum RefusalReason implements CodeListEntry {
  FEAR_OF_TRAFFICKERS,
  FEAR_OF_DEPORTATION,
  DISTRUST,
  STIGMA,
  FEAR_OF_TESTIFYING,
  FACILITY_RULES,
  FAMILY,
  INCOME,
  ANONYMITY,
  WISH_TO_STAY,
  OTHER,
  UNKNOWN,
  NOT_ASKED,
  REFUSED
}
