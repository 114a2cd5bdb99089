package org.opennrm.identification.casefile.model;

import java.time.Instant;
import java.util.Set;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.policy.model.DueTimes;

/** What the holder of the identification step, or a reviewer, can ask of a case file. */
public sealed interface CaseFileCommand {

  /**
   * @param grounds codes of the list {@code presumption-grounds}, at least one
   * @param forms codes of the list {@code forms-of-exploitation}, as far as they are seen
   */
  record Presume(OrganisationCode by, Set<String> grounds, Set<String> forms)
      implements CaseFileCommand {
    public Presume {
      grounds = Set.copyOf(grounds);
      forms = Set.copyOf(forms);
    }
  }

  /**
   * @param child whether the person is under eighteen, or it is in doubt
   */
  record Identify(Decider by, Elements elements, Set<String> onward, boolean child)
      implements CaseFileCommand {
    public Identify {
      onward = Set.copyOf(onward);
    }
  }

  /**
   * @param reasons codes of the list {@code not-identified-reasons}, at least one
   * @param toldHowToAskForReview whether the person was told, in a language they understand
   * @param reviewWindowEnds from when a first decision is final
   */
  record FindNotIdentified(
      Decider by,
      Set<String> reasons,
      Set<String> onward,
      boolean child,
      boolean toldHowToAskForReview,
      Instant reviewWindowEnds)
      implements CaseFileCommand {
    public FindNotIdentified {
      reasons = Set.copyOf(reasons);
      onward = Set.copyOf(onward);
    }
  }

  /**
   * @param askedBy a code of the list {@code review-askers}; they may be abroad by now
   */
  record AskForReview(String askedBy, OrganisationCode reviewer, HandOverRef handOver, DueTimes due)
      implements CaseFileCommand {}

  /** The reviewer takes it up. */
  record AcceptReview(OrganisationCode by) implements CaseFileCommand {}

  /** The reviewer was involved after all, or cannot; somebody else is asked. */
  record PassReviewOn(OrganisationCode by, OrganisationCode to, DueTimes due)
      implements CaseFileCommand {}

  /**
   * @param ground a code of the list {@code set-aside-grounds}: how the deception was proven
   */
  record SetAside(Decider by, String ground, Instant helpUntil) implements CaseFileCommand {}

  /**
   * @param reason a code of the list {@code case-closure-reasons}
   */
  record Close(String reason) implements CaseFileCommand {}

  /** A refusal or a closure is never a closed door. */
  record Reopen() implements CaseFileCommand {}

  /** The person has died. */
  record RecordDeath(OrganisationCode by) implements CaseFileCommand {}

  /**
   * @param dangerWasLookedAt whether somebody made sure that the news puts nobody in danger
   */
  record TellNextOfKin(boolean dangerWasLookedAt) implements CaseFileCommand {}
}
