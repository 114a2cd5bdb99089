package org.opennrm.platform.messaging;

/** In which order messaging starts; lower is earlier, everything else in a service comes later. */
public final class StartOrder {
  static final int GUARD = -300;

  /** From here on the platform's tables are there. */
  public static final int MIGRATIONS = -200;

  static final int RELAY = -100;
  static final int CLOCK = -90;

  private StartOrder() {}
}
