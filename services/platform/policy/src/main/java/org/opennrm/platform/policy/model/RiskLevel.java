package org.opennrm.platform.policy.model;

/** Danger to the person, the only thing the security of a place follows. */
public enum RiskLevel {
  LOW,
  MEDIUM,
  HIGH;

  /**
   * @throws IllegalArgumentException for a code that is not on the list
   */
  public static RiskLevel of(String code) {
    return valueOf(code.toUpperCase(java.util.Locale.ROOT));
  }

  public String code() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
