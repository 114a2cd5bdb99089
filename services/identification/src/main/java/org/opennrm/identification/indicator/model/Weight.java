package org.opennrm.identification.indicator.model;

/** How much one indicator says for its dimension. */
public enum Weight {
  STRONG,
  MEDIUM,
  WEAK
}
