package org.opennrm.identification.referral;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.ReferralRef;
import org.opennrm.identification.casefile.CaseFiles;
import org.opennrm.identification.referral.model.Referral;
import org.opennrm.identification.referral.model.ReferralCommand;
import org.opennrm.identification.referral.model.ReferralRules;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.messaging.StateCodec;
import org.opennrm.platform.web.Aliases;
import org.opennrm.platform.web.Problems;

/** Draws what each reader may see of a referral. */
@ApplicationScoped
class ReferralViews {

  private static final StateCodec<Referral> STATES = StateCodec.of(Referral.class);

  private static final Map<Class<? extends ReferralCommand>, String> STEPS =
      Map.of(
          ReferralCommand.Acknowledge.class, "acknowledgement",
          ReferralCommand.Accept.class, "acceptance",
          ReferralCommand.Forward.class, "forwarding",
          ReferralCommand.Decline.class, "decline",
          ReferralCommand.RequestInformation.class, "information-request",
          ReferralCommand.GiveInformation.class, "information",
          ReferralCommand.Withdraw.class, "withdrawal",
          ReferralCommand.EnterInError.class, "error");

  private final Aliases aliases;
  private final CaseFiles caseFiles;

  @Inject
  ReferralViews(Aliases aliases, CaseFiles caseFiles) {
    this.aliases = aliases;
    this.caseFiles = caseFiles;
  }

  /** The steps that this caller can take now, by the last part of their path. */
  List<String> possibleFor(Caller caller, ReferralRow row, Referral state) {
    return ReferralRules.possibleIn(state).stream()
        .filter(c -> ofTheSender(c) ? isSender(caller, row) : isOwner(caller, state))
        .map(STEPS::get)
        .sorted()
        .toList();
  }

  ReferralView forSender(Caller caller, ReferralRow row, Referral state) {
    return view(
        "sender",
        row,
        state,
        sendersState(row, state),
        possibleFor(caller, row, state),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  ReferralView forOwner(Caller caller, ReferralRow row, Referral state) {
    return view(
        "offer",
        row,
        state,
        STATES.nameOf(state),
        possibleFor(caller, row, state),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  ReferralView forHolder(
      Caller caller, ReferralRow row, Referral state, JsonNode content, List<JsonNode> toldLater) {
    return view(
        "holder",
        row,
        state,
        STATES.nameOf(state),
        possibleFor(caller, row, state),
        Optional.of(aliases.of(new CaseRef(row.caseRef), caller)),
        Optional.of(content),
        Optional.of(toldLater));
  }

  /** For the owner who has just passed it on: who has it now, and nothing of the rest. */
  ReferralView handedOn(ReferralRow row, Referral state) {
    return view(
        "handed-on",
        row,
        state,
        STATES.nameOf(state),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** What waits for its owner, by the lifecycle's own states. */
  ReferralSummary.Page inboxPage(List<ReferralRow> rows, int limit) {
    return page(rows, limit, row -> row.dueAt, row -> row.stateName);
  }

  /** What was sent, by the states that a sender follows. */
  ReferralSummary.Page sentPage(List<ReferralRow> rows, int limit) {
    return page(
        rows, limit, row -> row.submittedAt, row -> sendersState(row, STATES.read(row.state)));
  }

  private static ReferralSummary.Page page(
      List<ReferralRow> rows,
      int limit,
      Function<ReferralRow, Instant> sortedBy,
      Function<ReferralRow, String> state) {
    var shown = rows.subList(0, Math.min(limit, rows.size()));
    var next =
        rows.size() > limit
            ? Optional.of(cursor(sortedBy.apply(shown.getLast()), shown.getLast().reference))
            : Optional.<String>empty();
    return new ReferralSummary.Page(
        shown.stream().map(row -> summary(row, state.apply(row))).toList(), next);
  }

  /**
   * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 for what no page of ours ended with
   */
  static Optional<ReferralStore.Cursor> cursor(@Nullable String after) {
    if (after == null) {
      return Optional.empty();
    }
    try {
      var parts =
          new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8).split("\\|", 2);
      return Optional.of(new ReferralStore.Cursor(Instant.parse(parts[0]), parts[1]));
    } catch (IllegalArgumentException | DateTimeParseException | ArrayIndexOutOfBoundsException e) {
      throw Problems.malformed("after", "the value of next in an earlier page");
    }
  }

  private static String cursor(Instant at, String reference) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((at + "|" + reference).getBytes(StandardCharsets.UTF_8));
  }

  private String sendersState(ReferralRow row, Referral state) {
    return switch (state) {
      case Referral.Submitted _ -> "received";
      case Referral.InformationRequested _ -> "information-requested";
      case Referral.Declined _, Referral.Withdrawn _, Referral.EnteredInError _ -> "closed";
      case Referral.Acknowledged _ -> "acknowledged";
      case Referral.Accepted _ ->
          switch (caseFiles.progressOf(new CaseRef(row.caseRef))) {
            case OPEN -> "acknowledged";
            case IN_ASSISTANCE -> "in-assistance";
            case CLOSED -> "closed";
          };
    };
  }

  private static ReferralSummary summary(ReferralRow row, String state) {
    return new ReferralSummary(
        new ReferralRef(row.reference),
        state,
        new OrganisationCode(row.sentBy),
        new OrganisationCode(row.owner),
        row.channel,
        new AreaCode(row.area),
        row.immediateDanger,
        row.child,
        Optional.ofNullable(row.sendersOwn),
        row.submittedAt,
        row.dueAt);
  }

  private static ReferralView view(
      String name,
      ReferralRow row,
      Referral state,
      String stateShown,
      List<String> possibleNow,
      Optional<String> caseAlias,
      Optional<JsonNode> content,
      Optional<List<JsonNode>> toldLater) {
    var working = name.equals("offer") || name.equals("holder");
    var questions =
        state instanceof Referral.InformationRequested(var _, var _, var asked)
            ? Optional.of(asked)
            : Optional.<List<String>>empty();
    return new ReferralView(
        name,
        new ReferralRef(row.reference),
        stateShown,
        new OrganisationCode(row.owner),
        row.submittedAt,
        row.dueAt,
        possibleNow,
        questions,
        name.equals("sender") ? Optional.ofNullable(row.sendersOwn) : Optional.empty(),
        when(working, new OrganisationCode(row.sentBy)),
        when(working, row.channel),
        when(working, new AreaCode(row.area)),
        when(working, row.immediateDanger),
        when(working, row.child),
        caseAlias,
        content,
        toldLater);
  }

  private static <T> Optional<T> when(boolean shown, T value) {
    return shown ? Optional.of(value) : Optional.empty();
  }

  private static boolean ofTheSender(Class<? extends ReferralCommand> command) {
    return command == ReferralCommand.GiveInformation.class
        || command == ReferralCommand.Withdraw.class
        || command == ReferralCommand.EnterInError.class;
  }

  private static boolean isSender(Caller caller, ReferralRow row) {
    return row.sentBy.equals(caller.organisation().value());
  }

  private static boolean isOwner(Caller caller, Referral state) {
    return state.owner().equals(caller.organisation());
  }
}
