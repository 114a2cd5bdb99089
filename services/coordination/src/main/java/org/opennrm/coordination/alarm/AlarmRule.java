package org.opennrm.coordination.alarm;

import org.opennrm.platform.policy.model.Ruling;

/** The rules of the desk's own; who may take an alarm up when is decided as for an escalation. */
enum AlarmRule implements Ruling.Rule {
  /** What it was about is over. */
  ALARM_IS_SETTLED
}
