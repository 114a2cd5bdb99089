package org.opennrm.identification.help.model;

/** What the office that was asked, and the side that asked, can do. */
public sealed interface HelpCommand {

  /** The office says that it has seen it. */
  record Acknowledge() implements HelpCommand {}

  /** The office takes it on. */
  record Accept() implements HelpCommand {}

  /**
   * @param reason a code of the list {@code help-decline-reasons}
   */
  record Decline(String reason) implements HelpCommand {}

  /**
   * @param outcome a code of the list {@code help-outcomes}
   */
  record Complete(String outcome) implements HelpCommand {}

  /**
   * @param reason a code of the list {@code help-withdrawal-reasons}
   */
  record Withdraw(String reason) implements HelpCommand {}

  /** True for the commands of the office that was asked. */
  default boolean isTheReceivers() {
    return switch (this) {
      case Acknowledge _, Accept _, Decline _, Complete _ -> true;
      case Withdraw _ -> false;
    };
  }
}
