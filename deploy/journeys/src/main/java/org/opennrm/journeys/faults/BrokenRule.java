package org.opennrm.journeys.faults;

/** A fault that sees a rule broken while it is at work. */
final class BrokenRule extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Violation violation;

  BrokenRule(Violation violation) {
    super(violation.toString());
    this.violation = violation;
  }

  Violation violation() {
    return violation;
  }
}
