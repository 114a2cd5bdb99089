package org.opennrm.identification.indicator.model;

/** Which part of the overall rule a dimension stands for. */
public enum CountsAs {
  /** One of the ways in which an adult is brought there against a free decision. */
  RECRUITMENT,
  EXPLOITATION,
  COERCION,
  /** Told and explained; the overall rule does not ask for it. */
  NONE
}
