package org.opennrm.identification.protection.model;

import org.opennrm.platform.policy.model.Ruling;

/** The rules by which a time to reflect refuses a step. */
public enum ReflectionRule implements Ruling.Rule {
  /** It was asked for and waits for an answer. */
  ALREADY_APPLIED,
  /** It runs. */
  REFLECTION_RUNS,
  /** It does not run. */
  NO_REFLECTION_RUNS,
  /** Nobody asked for it, so there is nothing to refuse. */
  NOBODY_APPLIED,
  /** A time ends after it begins. */
  ENDS_BEFORE_IT_BEGINS,
  /** An extension ends later than what it extends. */
  EXTENSION_IS_NO_LONGER,
  /** A refusal says why. */
  REFUSAL_NEEDS_REASONS,
  /** What the person decided is recorded, and be it that they are undecided. */
  OUTCOMES_ARE_NEEDED,
  /** It has not run out yet; earlier it ends at the person's wish or for a named ground alone. */
  HAS_NOT_RUN_OUT
}
