package org.opennrm.identification.casefile;

import static org.opennrm.identification.casefile.model.CaseFileRule.REVIEW_BY_SOMEBODY_UNINVOLVED;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.casefile.CaseFileView.ReviewView;
import org.opennrm.identification.casefile.model.CaseFile;
import org.opennrm.identification.casefile.model.CaseFile.Review;
import org.opennrm.identification.casefile.model.CaseFile.Reviewable;
import org.opennrm.identification.casefile.model.CaseFile.UnderReview;
import org.opennrm.identification.casefile.model.CaseFileCommand;
import org.opennrm.identification.casefile.model.Decider;
import org.opennrm.identification.household.Households;
import org.opennrm.platform.access.AccessLog;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.policy.PolicyPacks;
import org.opennrm.platform.policy.model.ClockName;
import org.opennrm.platform.policy.model.DueTimes;
import org.opennrm.platform.web.Aliases;
import org.opennrm.platform.web.EntityVersion;
import org.opennrm.platform.web.FieldProblem;
import org.opennrm.platform.web.Problems;

/** One transaction for each thing that happens to a case file. */
@ApplicationScoped
class CaseFileService {

  private static final Optional<OrganisationCode> NOBODY = Optional.empty();

  /** What a reviewer may ask of a file whose identification step somebody else holds. */
  private static final Set<Class<? extends CaseFileCommand>> REVIEWERS =
      Set.of(
          CaseFileCommand.AcceptReview.class,
          CaseFileCommand.PassReviewOn.class,
          CaseFileCommand.Presume.class,
          CaseFileCommand.Identify.class,
          CaseFileCommand.FindNotIdentified.class);

  private final CaseFileStore store;
  private final CaseFileChanges changes;
  private final CaseFiles caseFiles;
  private final Households households;
  private final Deciders deciders;
  private final PolicyPacks packs;
  private final AccessLog accessLog;
  private final Aliases aliases;
  private final DomainClock clock;
  private final SecureRandom random = new SecureRandom();

  @Inject
  CaseFileService(
      CaseFileStore store,
      CaseFileChanges changes,
      CaseFiles caseFiles,
      Households households,
      Deciders deciders,
      PolicyPacks packs,
      AccessLog accessLog,
      Aliases aliases,
      DomainClock clock) {
    this.store = store;
    this.changes = changes;
    this.caseFiles = caseFiles;
    this.households = households;
    this.deciders = deciders;
    this.packs = packs;
    this.accessLog = accessLog;
    this.aliases = aliases;
    this.clock = clock;
  }

  /** A view with the version it shows. */
  record Seen(CaseFileView view, EntityVersion version) {}

  @Transactional
  Seen see(Caller caller, CaseRef caseRef) {
    var row = store.find(caseRef).orElseThrow(Problems::notFound);
    var state = store.stateOf(row);
    if (!holds(caller, caseRef) && !(state instanceof UnderReview && isReviewer(caller, row))) {
      throw Problems.notFound();
    }
    accessLog.read(caller, caseRef.value(), "case-file", "identification");
    return seen(caller, row, state);
  }

  /** The holder's step, or the reviewer's where the rules leave it to them. */
  @Transactional
  Seen handle(Caller caller, CaseRef caseRef, EntityVersion seen, Asked asked) {
    var row =
        store
            .take(caseRef)
            .filter(found -> holds(caller, caseRef) || isReviewer(caller, found))
            .orElseThrow(Problems::notFound);
    seen.mustBe(new EntityVersion(row.version));
    var now = clock.now();
    var command = asked.of(row, now);
    if (!holds(caller, caseRef) && !REVIEWERS.contains(command.getClass())) {
      throw Problems.notFound();
    }
    return seen(caller, row, changes.decide(row, command, caller, now));
  }

  /** A second look is asked of somebody uninvolved; who that is follows from the pack. */
  @Transactional
  Seen askForReview(Caller caller, CaseRef caseRef, EntityVersion seen, String askedBy) {
    return handle(caller, caseRef, seen, (row, now) -> reviewOf(row, askedBy, now));
  }

  /**
   * The reviewer finds that it is involved, or cannot.
   *
   * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 for an organisation that does not
   *     review in this country
   */
  @Transactional
  void passReviewOn(Caller caller, CaseRef caseRef, EntityVersion seen, OrganisationCode to) {
    handle(
        caller,
        caseRef,
        seen,
        (row, now) -> {
          if (!deciders.reviews(to, row, now)) {
            throw Problems.invalid(
                List.of(new FieldProblem("to", "an organisation that reviews in this country")));
          }
          return new CaseFileCommand.PassReviewOn(
              caller.organisation(), to, clockOf(row, ClockName.REVIEW_ANSWER, now));
        });
  }

  /** What waits for the caller's second look; nothing of the person. */
  @Transactional
  List<ReviewInboxResource.Waiting> reviews(Caller caller) {
    return store.reviewedBy(caller.organisation()).stream()
        .map(row -> waiting(caller, row))
        .toList();
  }

  /** What the person says of the label and of being contacted; it moves nothing. */
  @Transactional
  Seen hear(Caller caller, CaseRef caseRef, EntityVersion seen, PersonsWord word) {
    caseFiles.heldBy(caller, caseRef).mustNotHaveDied();
    var row = store.take(caseRef).orElseThrow(Problems::notFound);
    seen.mustBe(new EntityVersion(row.version));
    var now = clock.now();
    var state = store.stateOf(row);
    word.note(row, now);
    store.save(row, state, word.getClass().getSimpleName(), caller, now);
    return seen(caller, row, state);
  }

  DueTimes clockOf(CaseFileRow row, ClockName clock, Instant now) {
    return packs.of(new CountryCode(row.country)).dueTimes(clock, now);
  }

  Decider decider(Caller caller, CaseFileRow row) {
    return deciders.of(caller, row);
  }

  /** What is asked of a file, once it is known which. */
  interface Asked {
    CaseFileCommand of(CaseFileRow row, Instant now);
  }

  /** Something the person says that no rule derives anything from. */
  sealed interface PersonsWord {

    void note(CaseFileRow row, Instant now);

    /** Disputing the label carries no penalty and closes nothing. */
    record StateDispute(boolean disputed) implements PersonsWord {
      @Override
      public void note(CaseFileRow row, Instant now) {
        row.disputedSince = since(disputed, row.disputedSince, now);
      }
    }

    /** The person wishes, or no longer wishes, not to be contacted. */
    record StateNoContact(boolean noContact) implements PersonsWord {
      @Override
      public void note(CaseFileRow row, Instant now) {
        row.noContactSince = since(noContact, row.noContactSince, now);
      }
    }

    private static @Nullable Instant since(boolean holds, @Nullable Instant before, Instant now) {
      if (!holds) {
        return null;
      }
      return before == null ? now : before;
    }
  }

  private CaseFileCommand reviewOf(CaseFileRow row, String askedBy, Instant now) {
    var decided = store.stateOf(row) instanceof Reviewable r ? Optional.of(r.by()) : NOBODY;
    // Without a decision the rules refuse; whoever would review then does not matter.
    var reviewer =
        deciders
            .reviewerFor(row, decided, now)
            .orElseThrow(() -> Problems.refused(REVIEW_BY_SOMEBODY_UNINVOLVED.name(), List.of()));
    return new CaseFileCommand.AskForReview(
        askedBy, reviewer, HandOverRef.mint(random), clockOf(row, ClockName.REVIEW_ANSWER, now));
  }

  private ReviewInboxResource.Waiting waiting(Caller caller, CaseFileRow row) {
    if (!(store.stateOf(row) instanceof Review review)) {
      throw new IllegalStateException("a reviewer without a review");
    }
    return new ReviewInboxResource.Waiting(
        aliases.of(new CaseRef(row.caseRef), caller),
        new CountryCode(row.country),
        row.stateName,
        row.version,
        ReviewView.of(review));
  }

  private static boolean isReviewer(Caller caller, CaseFileRow row) {
    return caller.organisation().value().equals(row.reviewer);
  }

  private boolean holds(Caller caller, CaseRef caseRef) {
    return caseFiles.isHeldBy(caller, caseRef);
  }

  private Seen seen(Caller caller, CaseFileRow row, CaseFile state) {
    var caseRef = new CaseRef(row.caseRef);
    // A reviewer looks at the decision, not at who belongs to whom.
    var links =
        holds(caller, caseRef)
            ? households.of(caseRef)
            : new Households.Links(List.of(), List.of());
    return new Seen(
        CaseFileView.of(
            aliases.of(caseRef, caller),
            row,
            state,
            CaseFileChanges.possibleIn(state),
            aliasesOf(links.household(), caller),
            aliasesOf(links.keepApart(), caller)),
        new EntityVersion(row.version));
  }

  private List<String> aliasesOf(List<CaseRef> cases, Caller reader) {
    return cases.stream().map(each -> aliases.of(each, reader)).toList();
  }
}
