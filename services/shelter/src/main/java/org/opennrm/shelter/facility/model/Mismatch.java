package org.opennrm.shelter.facility.model;

/**
 * Why a facility is not asked. For the coordinator only: no facility learns why it was passed over.
 */
public enum Mismatch {
  /** The country's policy does not send this danger to this type of house. */
  TYPE_NOT_FOR_THIS_RISK,
  AREA_TO_AVOID,
  /** Somebody lives there, or is expected, whom the person must not meet. */
  KEEP_APART,
  /** A locked house needs an individual order, which no matching can give. */
  LOCKED,
  NOT_OPEN,
  NOT_FOR_THIS_SEX,
  NOT_FOR_THIS_AGE,
  NOT_FOR_CHILDREN_ALONE,
  NOT_FOR_FAMILIES,
  TOO_SMALL,
  LACKS_ACCESSIBILITY,
  LACKS_CAPABILITY,
  NO_COMMON_LANGUAGE
}
