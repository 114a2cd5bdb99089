package org.opennrm.identification.casefile;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.casefile.model.CaseFile;
import org.opennrm.identification.casefile.model.CaseFile.Closed;
import org.opennrm.identification.casefile.model.CaseFile.Died;
import org.opennrm.identification.casefile.model.CaseFile.Identified;
import org.opennrm.identification.casefile.model.CaseFile.InNeed;
import org.opennrm.identification.casefile.model.CaseFile.NotIdentified;
import org.opennrm.identification.casefile.model.CaseFile.Presumed;
import org.opennrm.identification.casefile.model.CaseFile.Review;
import org.opennrm.identification.casefile.model.CaseFile.SetAside;

/**
 * The file as the holder of the identification step, or a reviewer, sees it; who the person is
 * stands elsewhere. What is absent does not belong to the present state.
 *
 * @param child whether the person is under eighteen: {@code yes}, {@code no}, {@code in-doubt} or
 *     {@code unknown}
 * @param disputedSince since when the person disputes the label; it closes nothing
 * @param noContactSince since when the person wishes not to be contacted
 * @param household the reader's aliases of those who belong to the person
 * @param keepApart the reader's aliases of those whom the person must not meet
 */
record CaseFileView(
    String caseAlias,
    CountryCode country,
    String state,
    Instant openedAt,
    String child,
    List<String> possibleNow,
    Optional<Instant> assistedSince,
    Optional<OrganisationCode> presumedBy,
    Optional<List<String>> grounds,
    Optional<List<String>> forms,
    Optional<Instant> presumedAt,
    Optional<FindingView> finding,
    Optional<ReviewView> review,
    Optional<SetAsideView> setAside,
    Optional<String> closedFor,
    Optional<Instant> closedAt,
    Optional<Instant> diedAt,
    Optional<Instant> nextOfKinToldAt,
    Optional<Instant> disputedSince,
    Optional<Instant> noContactSince,
    List<String> household,
    List<String> keepApart) {

  /**
   * What was decided, element by element.
   *
   * @param outcome {@code identified}, or {@code not-identified}, which is told to the person as
   *     "not recognised as trafficking; help continues"
   * @param finalFrom from when a decision that does not recognise is final
   */
  record FindingView(
      String outcome,
      OrganisationCode by,
      Instant at,
      Optional<List<String>> acts,
      Optional<List<String>> means,
      Optional<List<String>> purposes,
      Optional<List<String>> reasons,
      List<String> onward,
      Optional<Instant> finalFrom) {

    static FindingView of(Identified found) {
      return new FindingView(
          "identified",
          found.by(),
          found.at(),
          Optional.of(inOrder(found.elements().acts())),
          Optional.of(inOrder(found.elements().means())),
          Optional.of(inOrder(found.elements().purposes())),
          Optional.empty(),
          inOrder(found.onward()),
          Optional.empty());
    }

    static FindingView of(NotIdentified found) {
      return new FindingView(
          "not-identified",
          found.by(),
          found.at(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.of(inOrder(found.reasons())),
          inOrder(found.onward()),
          Optional.of(found.finalFrom()));
    }
  }

  /**
   * A second look that was asked for.
   *
   * @param handOver what both sides call it on the telephone
   */
  record ReviewView(
      String handOver,
      OrganisationCode reviewer,
      String askedBy,
      Instant dueAt,
      Optional<Instant> acceptedAt) {

    static ReviewView of(Review review) {
      return new ReviewView(
          review.handOver().value(),
          review.reviewer(),
          review.askedBy(),
          review.due().dueAt(),
          review instanceof CaseFile.UnderReview taken
              ? Optional.of(taken.acceptedAt())
              : Optional.empty());
    }
  }

  record SetAsideView(OrganisationCode by, String ground, Instant at, Instant helpUntil) {

    static SetAsideView of(SetAside state) {
      return new SetAsideView(state.by(), state.ground(), state.at(), state.helpUntil());
    }
  }

  static CaseFileView of(
      String alias,
      CaseFileRow row,
      CaseFile state,
      List<String> possible,
      List<String> household,
      List<String> keepApart) {
    var presumed = only(Presumed.class, state);
    var closed = only(Closed.class, state);
    var died = only(Died.class, state);
    return new CaseFileView(
        alias,
        new CountryCode(row.country),
        row.stateName,
        row.openedAt,
        row.child,
        possible,
        Optional.ofNullable(row.assistedSince),
        presumed.map(Presumed::by),
        presumed.map(p -> inOrder(p.grounds())),
        presumed.map(p -> inOrder(p.forms())),
        presumed.map(Presumed::at),
        findingIn(state),
        only(Review.class, state).map(ReviewView::of),
        setAsideIn(state).map(SetAsideView::of),
        closed.map(Closed::reason),
        closed.map(Closed::at),
        died.map(Died::at),
        died.flatMap(Died::kinToldAt),
        Optional.ofNullable(row.disputedSince),
        Optional.ofNullable(row.noContactSince),
        household,
        keepApart);
  }

  /** The decision that stands, or the one that is looked at again. */
  private static Optional<FindingView> findingIn(CaseFile state) {
    return switch (state) {
      case Identified found -> Optional.of(FindingView.of(found));
      case NotIdentified found -> Optional.of(FindingView.of(found));
      case SetAside aside -> Optional.of(FindingView.of(aside.before()));
      case Review review -> findingIn(review.before());
      case Closed closed -> findingIn(closed.before());
      case InNeed _, Presumed _, Died _ -> Optional.empty();
    };
  }

  private static Optional<SetAside> setAsideIn(CaseFile state) {
    return switch (state) {
      case SetAside aside -> Optional.of(aside);
      case Review review -> setAsideIn(review.before());
      case CaseFile _ -> Optional.empty();
    };
  }

  private static <S extends CaseFile> Optional<S> only(Class<S> type, CaseFile state) {
    return type.isInstance(state) ? Optional.of(type.cast(state)) : Optional.empty();
  }

  private static List<String> inOrder(Set<String> codes) {
    return codes.stream().sorted().toList();
  }
}
