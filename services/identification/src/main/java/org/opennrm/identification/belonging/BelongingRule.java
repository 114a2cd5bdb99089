package org.opennrm.identification.belonging;

import org.opennrm.platform.policy.model.Ruling;

/** The rule by which it is refused. */
enum BelongingRule implements Ruling.Rule {
  /** Nobody could offer two a move together and keep them apart. */
  APART_WITHIN_A_HOUSEHOLD
}
