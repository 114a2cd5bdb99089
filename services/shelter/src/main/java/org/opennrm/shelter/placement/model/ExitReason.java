package org.opennrm.shelter.placement.model;

/**
 * How a stay ends (code list {@code exit-reasons}). An adult who leaves an open house takes a
 * normal exit.
 */
public enum ExitReason implements CodeListEntry {
  FAMILY,
  OTHER_FACILITY,
  OWN_HOUSING,
  JOURNEY,
  LEFT,
  LEFT_LOCKED_FACILITY,
  THIRD_COUNTRY,
  DIED,
  OTHER,
  UNKNOWN
}
