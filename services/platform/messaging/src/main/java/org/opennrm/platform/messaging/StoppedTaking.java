package org.opennrm.platform.messaging;

/** The service stops before a record could be taken in; it is not acknowledged and comes again. */
final class StoppedTaking extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoppedTaking() {
    super("Stopped before the record could be taken in", null, false, false);
  }
}
