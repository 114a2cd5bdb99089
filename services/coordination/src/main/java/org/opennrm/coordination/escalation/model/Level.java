package org.opennrm.coordination.escalation.model;

/** How far silence has travelled; there is nobody beyond the deputy. */
public enum Level {
  COORDINATOR(1),
  DEPUTY(2);

  private final int number;

  Level(int number) {
    this.number = number;
  }

  /** As published: 1 is the first. */
  public int number() {
    return number;
  }
}
