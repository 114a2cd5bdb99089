package org.opennrm.shelter.facility.model;

/** Whether the operator takes people in at present. */
public enum Availability {
  OPEN,
  FULL,
  /** Closed for now, as when funding or a contract is missing. */
  SUSPENDED
}
