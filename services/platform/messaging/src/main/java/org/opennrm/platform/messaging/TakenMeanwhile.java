package org.opennrm.platform.messaging;

/** Another instance of the consumer took the same position in first; looking again will tell. */
final class TakenMeanwhile extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TakenMeanwhile() {
    super("The position was taken in by another instance of this consumer", null, false, false);
  }
}
