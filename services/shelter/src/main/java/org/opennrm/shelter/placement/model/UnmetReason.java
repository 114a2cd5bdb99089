package org.opennrm.shelter.placement.model;

/** Why nobody can house the person now (code list {@code unmet-reasons}). */
public enum UnmetReason implements CodeListEntry {
  NO_FACILITY_SUITS,
  ALL_FULL,
  ALL_DECLINED,
  NO_ANSWER
}
