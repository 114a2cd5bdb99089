package org.opennrm.identification.casefile.model;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.policy.model.DueTimes;

/**
 * A person's file, state by state. It opens in need, without waiting for any office; no deadline
 * ever moves it to a label, and no label ends the help.
 */
public sealed interface CaseFile {

  /** A file that somebody works with. */
  sealed interface Open extends CaseFile {}

  /** A decision that somebody uninvolved can be asked to look at again. */
  sealed interface Reviewable extends Open {

    /** Who decided, and therefore cannot review. */
    OrganisationCode by();
  }

  /** Help may begin; what happened to the person is not settled. */
  record InNeed(Instant since) implements Open {}

  /** Reasonable grounds were seen by a first responder. */
  record Presumed(OrganisationCode by, Set<String> grounds, Set<String> forms, Instant at)
      implements Open {
    public Presumed {
      grounds = Set.copyOf(grounds);
      forms = Set.copyOf(forms);
    }
  }

  /**
   * An authorised decider found all elements of trafficking.
   *
   * @param onward codes of the list {@code onward-routes} that hold besides: somebody can be
   *     smuggled and trafficked
   */
  record Identified(OrganisationCode by, Elements elements, Set<String> onward, Instant at)
      implements Open {
    public Identified {
      onward = Set.copyOf(onward);
    }
  }

  /**
   * Not recognised as trafficking, for the time being; help continues.
   *
   * @param finalFrom until then a review asked for keeps the person from being removed; after a
   *     review it is the moment of the decision
   */
  record NotIdentified(
      OrganisationCode by, Set<String> reasons, Set<String> onward, Instant at, Instant finalFrom)
      implements Reviewable {
    public NotIdentified {
      reasons = Set.copyOf(reasons);
      onward = Set.copyOf(onward);
    }
  }

  /** Somebody uninvolved was asked to look again. */
  sealed interface Review extends Open {
    OrganisationCode reviewer();

    HandOverRef handOver();

    /** A code of the list {@code review-askers}. */
    String askedBy();

    DueTimes due();

    Reviewable before();
  }

  /** The reviewer has not taken it up yet. */
  record ReviewAsked(
      OrganisationCode reviewer,
      HandOverRef handOver,
      String askedBy,
      DueTimes due,
      Reviewable before)
      implements Review {}

  /** The reviewer looks at it; their decision takes the place of the one before. */
  record UnderReview(
      OrganisationCode reviewer,
      HandOverRef handOver,
      String askedBy,
      DueTimes due,
      Instant acceptedAt,
      Reviewable before)
      implements Review {}

  /**
   * What had been found rested on proven deception; help runs on for a while.
   *
   * @param helpUntil the first moment at which help may end because of this
   */
  record SetAside(
      OrganisationCode by, String ground, Instant at, Instant helpUntil, Identified before)
      implements Reviewable {}

  /** Closed, with what it was before, to which it returns when reopened. */
  record Closed(String reason, Instant at, Open before) implements CaseFile {}

  /**
   * The person died. Every step ends and no message goes to them any more.
   *
   * @param kinToldAt when the next of kin were told, which waits for a look at the danger
   */
  record Died(OrganisationCode by, Instant at, Optional<Instant> kinToldAt) implements CaseFile {}
}
