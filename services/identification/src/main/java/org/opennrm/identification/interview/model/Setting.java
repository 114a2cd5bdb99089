package org.opennrm.identification.interview.model;

/** For whose work somebody is asked. */
public enum Setting {
  SCREENING,
  SHELTER,
  HEALTH,
  POLICE,
  COURT;

  /** Help asks in order to help; the others ask in order to prove. */
  public boolean helps() {
    return this != POLICE && this != COURT;
  }
}
