package org.opennrm.platform.policy.model;

/** From large to small; an area lies only in a larger one. */
public enum AreaLevel {
  COUNTRY,
  ENTITY,
  REGION,
  MUNICIPALITY
}
