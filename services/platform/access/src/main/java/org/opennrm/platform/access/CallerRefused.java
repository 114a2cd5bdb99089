package org.opennrm.platform.access;

/** The token is genuine, but says too little or speaks for nobody we know: 403 at every door. */
public final class CallerRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why, by name; none of them depends on what was asked for. */
  public enum Reason {
    NO_ORGANISATION,
    UNKNOWN_ORGANISATION,
    NO_MANDATE
  }

  private final Reason reason;

  public CallerRefused(Reason reason) {
    super(reason.name());
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
