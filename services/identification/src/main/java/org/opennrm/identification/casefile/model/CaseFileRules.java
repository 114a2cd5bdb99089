package org.opennrm.identification.casefile.model;

import static org.opennrm.identification.casefile.model.CaseFileRule.ACCEPT_THE_REVIEW_FIRST;
import static org.opennrm.identification.casefile.model.CaseFileRule.ALREADY_DECIDED;
import static org.opennrm.identification.casefile.model.CaseFileRule.ALREADY_PRESUMED;
import static org.opennrm.identification.casefile.model.CaseFileRule.AN_ACT_IS_NEEDED;
import static org.opennrm.identification.casefile.model.CaseFileRule.A_DEATH_IS_NO_CLOSURE;
import static org.opennrm.identification.casefile.model.CaseFileRule.A_MEANS_IS_NEEDED_FOR_AN_ADULT;
import static org.opennrm.identification.casefile.model.CaseFileRule.A_PURPOSE_IS_NEEDED;
import static org.opennrm.identification.casefile.model.CaseFileRule.CASE_IS_CLOSED;
import static org.opennrm.identification.casefile.model.CaseFileRule.CASE_IS_OPEN;
import static org.opennrm.identification.casefile.model.CaseFileRule.GROUNDS_ARE_NEEDED;
import static org.opennrm.identification.casefile.model.CaseFileRule.HOST_DOES_NOT_DECIDE;
import static org.opennrm.identification.casefile.model.CaseFileRule.LOOK_AT_THE_DANGER_FIRST;
import static org.opennrm.identification.casefile.model.CaseFileRule.NEXT_OF_KIN_WERE_TOLD;
import static org.opennrm.identification.casefile.model.CaseFileRule.NOBODY_HAS_DIED;
import static org.opennrm.identification.casefile.model.CaseFileRule.NOTHING_TO_REVIEW;
import static org.opennrm.identification.casefile.model.CaseFileRule.NOTHING_TO_SET_ASIDE;
import static org.opennrm.identification.casefile.model.CaseFileRule.NOT_AN_AUTHORISED_DECIDER;
import static org.opennrm.identification.casefile.model.CaseFileRule.NO_MEANS_IS_ASKED_OF_A_CHILD;
import static org.opennrm.identification.casefile.model.CaseFileRule.NO_REVIEW_IS_UNDER_WAY;
import static org.opennrm.identification.casefile.model.CaseFileRule.ONLY_THE_REVIEWER;
import static org.opennrm.identification.casefile.model.CaseFileRule.PERSON_HAS_DIED;
import static org.opennrm.identification.casefile.model.CaseFileRule.PRESUME_FIRST;
import static org.opennrm.identification.casefile.model.CaseFileRule.REASONS_ARE_NEEDED;
import static org.opennrm.identification.casefile.model.CaseFileRule.REVIEW_ALREADY_ACCEPTED;
import static org.opennrm.identification.casefile.model.CaseFileRule.REVIEW_BY_SOMEBODY_UNINVOLVED;
import static org.opennrm.identification.casefile.model.CaseFileRule.TELL_HOW_TO_ASK_FOR_REVIEW;
import static org.opennrm.identification.casefile.model.CaseFileRule.UNDER_REVIEW;
import static org.opennrm.platform.policy.model.Ruling.moved;
import static org.opennrm.platform.policy.model.Ruling.refused;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.opennrm.identification.casefile.model.CaseFile.Closed;
import org.opennrm.identification.casefile.model.CaseFile.Died;
import org.opennrm.identification.casefile.model.CaseFile.Identified;
import org.opennrm.identification.casefile.model.CaseFile.InNeed;
import org.opennrm.identification.casefile.model.CaseFile.NotIdentified;
import org.opennrm.identification.casefile.model.CaseFile.Open;
import org.opennrm.identification.casefile.model.CaseFile.Presumed;
import org.opennrm.identification.casefile.model.CaseFile.Review;
import org.opennrm.identification.casefile.model.CaseFile.ReviewAsked;
import org.opennrm.identification.casefile.model.CaseFile.Reviewable;
import org.opennrm.identification.casefile.model.CaseFile.UnderReview;
import org.opennrm.identification.casefile.model.CaseFileCommand.AcceptReview;
import org.opennrm.identification.casefile.model.CaseFileCommand.AskForReview;
import org.opennrm.identification.casefile.model.CaseFileCommand.Close;
import org.opennrm.identification.casefile.model.CaseFileCommand.FindNotIdentified;
import org.opennrm.identification.casefile.model.CaseFileCommand.Identify;
import org.opennrm.identification.casefile.model.CaseFileCommand.PassReviewOn;
import org.opennrm.identification.casefile.model.CaseFileCommand.Presume;
import org.opennrm.identification.casefile.model.CaseFileCommand.RecordDeath;
import org.opennrm.identification.casefile.model.CaseFileCommand.Reopen;
import org.opennrm.identification.casefile.model.CaseFileCommand.TellNextOfKin;
import org.opennrm.platform.policy.model.Ruling;

/** What may happen to a case file, step by step; every pair not listed is refused by name. */
public final class CaseFileRules {

  private static final String DEATH = "died";

  private record Step(CaseFile from, CaseFileCommand asked) {}

  private CaseFileRules() {}

  public static Ruling<CaseFile, CaseFileEvent> decide(
      CaseFile current, CaseFileCommand command, Instant now) {
    return switch (new Step(current, command)) {
      case Step(InNeed _, Presume p) -> presumed(p, now);
      case Step(InNeed _, Identify _) -> refused(PRESUME_FIRST);
      case Step(InNeed _, FindNotIdentified _) -> refused(PRESUME_FIRST);
      case Step(Presumed _, Presume _) -> refused(ALREADY_PRESUMED);
      case Step(Presumed _, Identify i) -> identified(i, now);
      case Step(Presumed _, FindNotIdentified f) -> notIdentified(f, now, f.reviewWindowEnds());

      case Step(Reviewable decided, AskForReview a) -> reviewAsked(decided, a);
      case Step(ReviewAsked r, AcceptReview a) -> reviewAccepted(r, a, now);
      case Step(Review r, PassReviewOn p) -> reviewPassedOn(r, p);
      case Step(UnderReview r, Presume p) when !r.reviewer().equals(p.by()) ->
          refused(ONLY_THE_REVIEWER);
      case Step(UnderReview r, Presume p) -> endingReview(r, presumed(p, now));
      case Step(UnderReview r, Identify i) when !isBy(r, i.by()) -> refused(ONLY_THE_REVIEWER);
      case Step(UnderReview r, Identify i) -> endingReview(r, identified(i, now));
      case Step(UnderReview r, FindNotIdentified f) when !isBy(r, f.by()) ->
          refused(ONLY_THE_REVIEWER);
      case Step(UnderReview r, FindNotIdentified f) -> endingReview(r, notIdentified(f, now, now));
      case Step(UnderReview _, AcceptReview _) -> refused(REVIEW_ALREADY_ACCEPTED);
      case Step(ReviewAsked _, Presume _) -> refused(ACCEPT_THE_REVIEW_FIRST);
      case Step(ReviewAsked _, Identify _) -> refused(ACCEPT_THE_REVIEW_FIRST);
      case Step(ReviewAsked _, FindNotIdentified _) -> refused(ACCEPT_THE_REVIEW_FIRST);
      case Step(Review _, AskForReview _) -> refused(UNDER_REVIEW);
      case Step(Review _, CaseFileCommand.SetAside _) -> refused(UNDER_REVIEW);

      case Step(Identified i, CaseFileCommand.SetAside s) -> setAside(i, s, now);

      case Step(Open _, Close close) when close.reason().equals(DEATH) ->
          refused(A_DEATH_IS_NO_CLOSURE);
      case Step(Open open, Close close) -> closed(open, close, now);
      case Step(Closed closed, Reopen _) -> moved(closed.before(), new CaseFileEvent.Reopened());
      case Step(Open open, RecordDeath d) -> died(open, d, now);
      case Step(Closed closed, RecordDeath d) -> died(closed.before(), d, now);

      case Step(Died _, TellNextOfKin t) when !t.dangerWasLookedAt() ->
          refused(LOOK_AT_THE_DANGER_FIRST);
      case Step(Died d, TellNextOfKin _) when d.kinToldAt().isPresent() ->
          refused(NEXT_OF_KIN_WERE_TOLD);
      case Step(Died d, TellNextOfKin _) ->
          moved(new Died(d.by(), d.at(), Optional.of(now)), new CaseFileEvent.NextOfKinTold());
      case Step(Died _, _) -> refused(PERSON_HAS_DIED);
      case Step(_, TellNextOfKin _) -> refused(NOBODY_HAS_DIED);

      case Step(Open _, Reopen _) -> refused(CASE_IS_OPEN);
      case Step(Closed _, _) -> refused(CASE_IS_CLOSED);
      case Step(_, AskForReview _) -> refused(NOTHING_TO_REVIEW);
      case Step(_, CaseFileCommand.SetAside _) -> refused(NOTHING_TO_SET_ASIDE);
      case Step(_, AcceptReview _) -> refused(NO_REVIEW_IS_UNDER_WAY);
      case Step(_, PassReviewOn _) -> refused(NO_REVIEW_IS_UNDER_WAY);
      case Step(_, Presume _) -> refused(ALREADY_DECIDED);
      case Step(_, Identify _) -> refused(ALREADY_DECIDED);
      case Step(_, FindNotIdentified _) -> refused(ALREADY_DECIDED);
    };
  }

  /** What {@link #decide} can grant in this state. */
  public static Set<Class<? extends CaseFileCommand>> possibleIn(CaseFile state) {
    return switch (state) {
      case InNeed _ -> Set.of(Presume.class, Close.class, RecordDeath.class);
      case Presumed _ ->
          Set.of(Identify.class, FindNotIdentified.class, Close.class, RecordDeath.class);
      case Identified _ -> Set.of(CaseFileCommand.SetAside.class, Close.class, RecordDeath.class);
      case Reviewable _ -> Set.of(AskForReview.class, Close.class, RecordDeath.class);
      case ReviewAsked _ ->
          Set.of(AcceptReview.class, PassReviewOn.class, Close.class, RecordDeath.class);
      case UnderReview _ ->
          Set.of(
              Presume.class,
              Identify.class,
              FindNotIdentified.class,
              PassReviewOn.class,
              Close.class,
              RecordDeath.class);
      case Closed _ -> Set.of(Reopen.class, RecordDeath.class);
      case Died _ -> Set.of(TellNextOfKin.class);
    };
  }

  private static Ruling<CaseFile, CaseFileEvent> presumed(Presume p, Instant now) {
    return p.grounds().isEmpty()
        ? refused(GROUNDS_ARE_NEEDED)
        : moved(
            new Presumed(p.by(), p.grounds(), p.forms(), now),
            new CaseFileEvent.Presumed(p.forms()));
  }

  private static Ruling<CaseFile, CaseFileEvent> identified(Identify i, Instant now) {
    return mayNotDecide(i.by())
        .or(() -> lacking(i.elements(), i.child()))
        .<Ruling<CaseFile, CaseFileEvent>>map(Ruling::refused)
        .orElseGet(() ->
            moved(
                new Identified(i.by().organisation(), i.elements(), i.onward(), now),
                new CaseFileEvent.Identified(i.elements().purposes())));
  }

  /** The element that is missing for a recognition. */
  private static Optional<CaseFileRule> lacking(Elements found, boolean child) {
    if (found.acts().isEmpty()) {
      return Optional.of(AN_ACT_IS_NEEDED);
    }
    if (found.means().isEmpty() && !child) {
      return Optional.of(A_MEANS_IS_NEEDED_FOR_AN_ADULT);
    }
    return found.purposes().isEmpty() ? Optional.of(A_PURPOSE_IS_NEEDED) : Optional.empty();
  }

  private static Ruling<CaseFile, CaseFileEvent> notIdentified(
      FindNotIdentified f, Instant now, Instant finalFrom) {
    return mayNotDecide(f.by())
        .or(() -> unexplained(f))
        .<Ruling<CaseFile, CaseFileEvent>>map(Ruling::refused)
        .orElseGet(() ->
            moved(
                new NotIdentified(f.by().organisation(), f.reasons(), f.onward(), now, finalFrom),
                new CaseFileEvent.NotIdentified(f.reasons(), finalFrom)));
  }

  private static Optional<CaseFileRule> unexplained(FindNotIdentified f) {
    if (f.reasons().isEmpty()) {
      return Optional.of(REASONS_ARE_NEEDED);
    }
    if (f.child() && f.reasons().contains("means-not-established")) {
      return Optional.of(NO_MEANS_IS_ASKED_OF_A_CHILD);
    }
    return f.toldHowToAskForReview() ? Optional.empty() : Optional.of(TELL_HOW_TO_ASK_FOR_REVIEW);
  }

  private static Ruling<CaseFile, CaseFileEvent> setAside(
      Identified found, CaseFileCommand.SetAside asked, Instant now) {
    return mayNotDecide(asked.by())
        .<Ruling<CaseFile, CaseFileEvent>>map(Ruling::refused)
        .orElseGet(() ->
            moved(
                new CaseFile.SetAside(
                    asked.by().organisation(), asked.ground(), now, asked.helpUntil(), found),
                new CaseFileEvent.SetAside(asked.helpUntil())));
  }

  private static Optional<CaseFileRule> mayNotDecide(Decider by) {
    if (!by.authorised()) {
      return Optional.of(NOT_AN_AUTHORISED_DECIDER);
    }
    return by.mayBeTheHost() ? Optional.empty() : Optional.of(HOST_DOES_NOT_DECIDE);
  }

  private static Ruling<CaseFile, CaseFileEvent> reviewAsked(
      Reviewable decided, AskForReview asked) {
    return decided.by().equals(asked.reviewer())
        ? refused(REVIEW_BY_SOMEBODY_UNINVOLVED)
        : moved(
            new ReviewAsked(
                asked.reviewer(), asked.handOver(), asked.askedBy(), asked.due(), decided),
            new CaseFileEvent.ReviewAsked(asked.reviewer(), asked.handOver(), asked.due()));
  }

  private static Ruling<CaseFile, CaseFileEvent> reviewAccepted(
      ReviewAsked review, AcceptReview asked, Instant now) {
    return review.reviewer().equals(asked.by())
        ? moved(
            new UnderReview(
                review.reviewer(),
                review.handOver(),
                review.askedBy(),
                review.due(),
                now,
                review.before()),
            new CaseFileEvent.ReviewAccepted(review.handOver()))
        : refused(ONLY_THE_REVIEWER);
  }

  private static Ruling<CaseFile, CaseFileEvent> reviewPassedOn(Review review, PassReviewOn asked) {
    if (!review.reviewer().equals(asked.by())) {
      return refused(ONLY_THE_REVIEWER);
    }
    return review.before().by().equals(asked.to()) || asked.by().equals(asked.to())
        ? refused(REVIEW_BY_SOMEBODY_UNINVOLVED)
        : moved(
            new ReviewAsked(
                asked.to(), review.handOver(), review.askedBy(), asked.due(), review.before()),
            new CaseFileEvent.ReviewPassedOn(review.handOver(), asked.to(), asked.due()));
  }

  private static boolean isBy(UnderReview review, Decider by) {
    return review.reviewer().equals(by.organisation());
  }

  private static Ruling<CaseFile, CaseFileEvent> endingReview(
      UnderReview review, Ruling<CaseFile, CaseFileEvent> decision) {
    return decision.and(new CaseFileEvent.ReviewEnded(review.handOver()));
  }

  /** A case does not close with a question open at somebody's desk. */
  private static Ruling<CaseFile, CaseFileEvent> closed(Open open, Close close, Instant now) {
    var event = new CaseFileEvent.Closed(close.reason());
    return open instanceof Review review
        ? endingEarly(review, moved(new Closed(close.reason(), now, review.before()), event))
        : moved(new Closed(close.reason(), now, open), event);
  }

  private static Ruling<CaseFile, CaseFileEvent> died(Open before, RecordDeath asked, Instant now) {
    Ruling<CaseFile, CaseFileEvent> end =
        moved(new Died(asked.by(), now, Optional.empty()), new CaseFileEvent.Died());
    return before instanceof Review review ? endingEarly(review, end) : end;
  }

  private static Ruling<CaseFile, CaseFileEvent> endingEarly(
      Review review, Ruling<CaseFile, CaseFileEvent> end) {
    return end.and(new CaseFileEvent.ReviewDropped(review.handOver()));
  }
}
