package org.opennrm.identification.referral.model;

import java.util.List;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.policy.model.DueTimes;

/** What sender and owner can ask of a referral. */
public sealed interface ReferralCommand {

  /** The owner says that it has seen the referral. */
  record Acknowledge() implements ReferralCommand {}

  /** The owner takes the identification step. */
  record Accept() implements ReferralCommand {}

  /** Wrong area: the owner passes it on instead of sending it back. */
  record Forward(OrganisationCode to, DueTimes due) implements ReferralCommand {}

  /**
   * @param reason a code of the list {@code referral-decline-reasons}
   */
  record Decline(String reason) implements ReferralCommand {}

  /**
   * @param questions which fields of the referral the owner needs to know
   */
  record RequestInformation(List<String> questions) implements ReferralCommand {
    public RequestInformation {
      questions = List.copyOf(questions);
    }
  }

  /** The sender has answered what was asked. */
  record GiveInformation() implements ReferralCommand {}

  /** The sender takes it back. */
  record Withdraw() implements ReferralCommand {}

  /** The sender marks it as never meant to be sent. */
  record EnterInError() implements ReferralCommand {}

  /** True for the commands that only the sender may give. */
  default boolean isTheSenders() {
    return switch (this) {
      case GiveInformation _, Withdraw _, EnterInError _ -> true;
      case Acknowledge _, Accept _, Forward _, Decline _, RequestInformation _ -> false;
    };
  }
}
