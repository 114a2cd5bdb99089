package org.opennrm.identification.help;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.help.model.AskedHelp;
import org.opennrm.identification.help.model.HelpAccess;
import org.opennrm.identification.help.model.HelpCommand;
import org.opennrm.identification.help.model.HelpRules;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.policy.PolicyPacks;
import org.opennrm.platform.policy.model.AreaLevel;
import org.opennrm.platform.web.Aliases;
import org.opennrm.platform.web.Problems;

/** Draws what each reader may see of asked help. */
@ApplicationScoped
class HelpViews {

  private static final Map<Class<? extends HelpCommand>, String> STEPS =
      Map.of(
          HelpCommand.Acknowledge.class, "acknowledgement",
          HelpCommand.Accept.class, "acceptance",
          HelpCommand.Decline.class, "decline",
          HelpCommand.Complete.class, "completion",
          HelpCommand.Withdraw.class, "withdrawal");

  private final Aliases aliases;
  private final PolicyPacks packs;
  private final ObjectMapper json;

  @Inject
  HelpViews(Aliases aliases, PolicyPacks packs, ObjectMapper json) {
    this.aliases = aliases;
    this.packs = packs;
    this.json = json;
  }

  /** The steps that this caller can take now, by the last part of their path. */
  List<String> possibleFor(Caller caller, AskedHelp state, boolean leads) {
    return HelpRules.possibleIn(state).stream()
        .filter(step ->
            step == HelpCommand.Withdraw.class
                ? leads
                : state.owner().equals(caller.organisation()))
        .map(STEPS::get)
        .sorted()
        .toList();
  }

  /**
   * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 for whoever may see nothing of it
   */
  HelpView view(Caller caller, HelpRow row, AskedHelp state, boolean leads, Instant now) {
    var possible = possibleFor(caller, state, leads);
    return switch (HelpAccess.of(
        caller.organisation(), new OrganisationCode(row.askedBy), state, leads)) {
      case NONE -> throw Problems.notFound();
      case OFFER_VIEW -> view("offer", row, state, now, possible, true, Optional.empty());
      case HOLDERS_VIEW ->
          view(
              "holder",
              row,
              state,
              now,
              possible,
              true,
              Optional.of(aliases.of(new CaseRef(row.caseRef), caller)));
      case ENDED_VIEW -> view("ended", row, state, now, possible, false, Optional.empty());
      case ASKERS_VIEW -> view("asker", row, state, now, possible, false, Optional.empty());
    };
  }

  private HelpView view(
      String name,
      HelpRow row,
      AskedHelp state,
      Instant now,
      List<String> possible,
      boolean working,
      Optional<String> caseAlias) {
    return new HelpView(
        name,
        new HandOverRef(row.handOver),
        row.kind,
        row.stateName,
        row.urgent,
        new OrganisationCode(row.askedBy),
        new OrganisationCode(row.owner),
        row.askedAt,
        row.dueAt,
        state.lateAt(now),
        possible,
        reasonIn(state),
        state instanceof AskedHelp.Completed(var _, var outcome, var _)
            ? Optional.of(outcome)
            : Optional.empty(),
        endOf(state),
        working ? Optional.of(row.basis) : Optional.empty(),
        working ? Optional.of(new CountryCode(row.country)) : Optional.empty(),
        working ? regionOf(row) : Optional.empty(),
        working ? Optional.of(personIn(row)) : Optional.empty(),
        caseAlias);
  }

  HelpSummary.Page page(List<HelpRow> rows, int limit, Instant now) {
    var shown = rows.subList(0, Math.min(limit, rows.size()));
    var next =
        rows.size() > limit
            ? Optional.of(cursor(shown.getLast().dueAt, shown.getLast().handOver))
            : Optional.<String>empty();
    return new HelpSummary.Page(
        shown.stream()
            .map(row ->
                new HelpSummary(
                    new HandOverRef(row.handOver),
                    row.kind,
                    row.stateName,
                    row.urgent,
                    new OrganisationCode(row.askedBy),
                    row.askedAt,
                    row.dueAt,
                    HelpStore.STATES.read(row.state).lateAt(now)))
            .toList(),
        next);
  }

  /**
   * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 for what no page of ours ended with
   */
  static Optional<HelpStore.Cursor> cursor(@Nullable String after) {
    if (after == null) {
      return Optional.empty();
    }
    try {
      var parts =
          new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8).split("\\|", 2);
      return Optional.of(
          new HelpStore.Cursor(Instant.parse(parts[0]), new HandOverRef(parts[1]).value()));
    } catch (IllegalArgumentException | DateTimeParseException | ArrayIndexOutOfBoundsException e) {
      throw Problems.malformed("after", "the value of next in an earlier page");
    }
  }

  String written(PersonCodes person) {
    try {
      return json.writeValueAsString(person);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private PersonCodes personIn(HelpRow row) {
    try {
      return json.readValue(row.person, PersonCodes.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The municipality may be small enough to tell who it is. */
  private Optional<AreaCode> regionOf(HelpRow row) {
    return packs
        .of(new CountryCode(row.country))
        .areas()
        .at(AreaLevel.REGION, new AreaCode(row.area));
  }

  private static Optional<String> reasonIn(AskedHelp state) {
    return switch (state) {
      case AskedHelp.Declined(var _, var reason, var _) -> Optional.of(reason);
      case AskedHelp.Withdrawn(var _, var reason, var _) -> Optional.of(reason);
      case AskedHelp.Waiting _, AskedHelp.Accepted _, AskedHelp.Completed _ -> Optional.empty();
    };
  }

  private static Optional<Instant> endOf(AskedHelp state) {
    return switch (state) {
      case AskedHelp.Completed(var _, var _, var at) -> Optional.of(at);
      case AskedHelp.Declined(var _, var _, var at) -> Optional.of(at);
      case AskedHelp.Withdrawn(var _, var _, var at) -> Optional.of(at);
      case AskedHelp.Waiting _, AskedHelp.Accepted _ -> Optional.empty();
    };
  }

  private static String cursor(Instant at, String handOver) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((at + "|" + handOver).getBytes(StandardCharsets.UTF_8));
  }
}
