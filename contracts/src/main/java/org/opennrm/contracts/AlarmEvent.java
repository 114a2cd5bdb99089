package org.opennrm.contracts;

/**
 * That something about a case needs somebody now, or no longer: one shape for every service. The
 * coordinator's desk reads these.
 */
public sealed interface AlarmEvent extends CaseEvent permits AlarmRaisedV1, AlarmSettledV1 {

  /** What it is about (code list {@code alarms}). */
  String kind();
}
