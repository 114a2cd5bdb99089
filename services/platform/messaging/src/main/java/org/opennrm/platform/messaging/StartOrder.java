package org.opennrm.platform.messaging;

/** In which order messaging starts; lower is earlier, everything else in a service comes later. */
final class StartOrder {
  static final int GUARD = -300;
  static final int MIGRATIONS = -200;
  static final int RELAY = -100;
  static final int CLOCK = -90;

  private StartOrder() {}
}
