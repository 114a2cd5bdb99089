package org.opennrm.identification.indicator.model;

/**
 * By which list somebody is looked at. A person whose age is in doubt is a child until it is not.
 */
public enum Variant {
  ADULT,
  CHILD
}
