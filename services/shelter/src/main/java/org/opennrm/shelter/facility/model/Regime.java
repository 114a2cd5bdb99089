package org.opennrm.shelter.facility.model;

/** Whether people go in and out as they wish. */
public enum Regime {
  OPEN,
  /** Only under an individual order with a review; never by default. */
  LOCKED
}
