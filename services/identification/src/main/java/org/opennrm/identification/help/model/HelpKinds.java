package org.opennrm.identification.help.model;

import java.util.Optional;
import org.opennrm.platform.policy.model.ClockName;

/** What differs between the kinds of help of the code list {@code help-kinds}. */
public final class HelpKinds {

  public static final String LEGAL_AID = "legal-aid";
  public static final String GUARDIAN = "guardian";
  public static final String LEAD_SUPPORT = "lead-support";
  public static final String FAMILY_TRACING = "family-tracing";

  private HelpKinds() {}

  /**
   * Help that a person is not to be without for an hour because somebody said no: it is asked of
   * the next office by itself, since at first contact nobody leads the case who could.
   */
  public static boolean goesOnByItself(String kind) {
    return kind.equals(LEGAL_AID) || kind.equals(GUARDIAN);
  }

  /** The clock by which an office answers. */
  public static ClockName clockOf(String kind, boolean urgent) {
    return switch (kind) {
      case LEGAL_AID -> urgent ? ClockName.LEGAL_AID_URGENT : ClockName.LEGAL_AID_ANSWER;
      case GUARDIAN -> urgent ? ClockName.HELP_URGENT : ClockName.GUARDIAN_ANSWER;
      default -> urgent ? ClockName.HELP_URGENT : ClockName.HELP_ANSWER;
    };
  }

  /**
   * The purpose that a recorded consent must be for, where help reaches out to people whom the
   * person may fear; other help needs the word of whoever asks.
   */
  public static Optional<String> purposeToConsentTo(String kind) {
    return switch (kind) {
      case "contact-with-police" -> Optional.of("police");
      case "return" -> Optional.of("return");
      case "family-tracing", "relatives-safety" -> Optional.of("family-contact");
      default -> Optional.empty();
    };
  }
}
