package org.opennrm.identification.interview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opennrm.contracts.ScreeningRecordedV1;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.casefile.CaseFiles;
import org.opennrm.identification.consent.Consents;
import org.opennrm.identification.interview.model.Instrument;
import org.opennrm.identification.interview.model.Prefill;
import org.opennrm.identification.interview.model.Prefill.Before;
import org.opennrm.identification.interview.model.Prefill.Release;
import org.opennrm.identification.interview.model.Setting;
import org.opennrm.identification.screening.model.InterviewWarnings;
import org.opennrm.identification.screening.model.InterviewWarnings.Circumstances;
import org.opennrm.platform.access.AccessLog;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.access.HandOvers;
import org.opennrm.platform.access.Vault;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.policy.PolicyPacks;
import org.opennrm.platform.policy.model.Answer;
import org.opennrm.platform.web.FieldProblem;
import org.opennrm.platform.web.Idempotency;
import org.opennrm.platform.web.Problems;

/** Records what was asked and answered, and offers it to whoever asks next, towards help. */
@ApplicationScoped
class InterviewService {

  private final Instruments instruments;
  private final InterviewStore store;
  private final CaseFiles caseFiles;
  private final Consents consents;
  private final Vault vault;
  private final AccessLog accessLog;
  private final HandOvers handOvers;
  private final Idempotency idempotency;
  private final PolicyPacks packs;
  private final DomainClock clock;
  private final ObjectMapper json;

  @Inject
  InterviewService(
      Instruments instruments,
      InterviewStore store,
      CaseFiles caseFiles,
      Consents consents,
      Vault vault,
      AccessLog accessLog,
      HandOvers handOvers,
      Idempotency idempotency,
      PolicyPacks packs,
      DomainClock clock,
      ObjectMapper json) {
    this.instruments = instruments;
    this.store = store;
    this.caseFiles = caseFiles;
    this.consents = consents;
    this.vault = vault;
    this.accessLog = accessLog;
    this.handOvers = handOvers;
    this.idempotency = idempotency;
    this.packs = packs;
    this.clock = clock;
    this.json = json;
  }

  /** What was recorded, and what its circumstances warn of. */
  record Recorded(UUID id, Instant recordedAt, List<String> warnings) {}

  /** An interview as it was recorded; the content is the form as it was sent. */
  record Kept(
      UUID id,
      OrganisationCode recordedBy,
      OrganisationCode conductedBy,
      String instrument,
      String version,
      String setting,
      Instant startedAt,
      Instant endedAt,
      List<String> warnings,
      JsonNode content) {}

  /** What the next interview need not ask again. */
  record PrefillView(String instrument, String version, String setting, List<Offer> answers) {}

  /**
   * @param doNotRepeat show it as answered; nobody asks for it again
   * @param setting for whose work it was asked then
   */
  record Offer(
      String question,
      JsonNode answer,
      boolean doNotRepeat,
      UUID interview,
      OrganisationCode by,
      Instant at,
      String setting) {}

  /** Which section may reach whom. */
  record Released(String section, String to) {}

  @Transactional
  Recorded record(Caller caller, CaseRef caseRef, String key, InterviewForm form) {
    caseFiles.heldBy(caller, caseRef).mustBeOpen();
    var instrument =
        instruments
            .find(form.instrument())
            .orElseThrow(() ->
                Problems.invalid("instrument", "an instrument of /identification/instruments"));
    var problems = Answers.problems(instrument, form);
    if (!problems.isEmpty()) {
      throw Problems.invalid(problems);
    }
    return idempotency
        .once(
            caller,
            "record-interview/" + caseRef,
            key,
            form,
            Recorded.class,
            () -> recordNew(caller, caseRef, instrument, form))
        .answer();
  }

  @Transactional
  List<Kept> ofCase(Caller caller, CaseRef caseRef) {
    caseFiles.heldBy(caller, caseRef);
    accessLog.read(caller, caseRef.value(), "interviews", "identification");
    return store.ofCase(caseRef).stream()
        .map(row ->
            new Kept(
                row.id,
                new OrganisationCode(row.organisation),
                new OrganisationCode(row.conductedBy),
                row.instrument,
                row.instrumentVersion,
                row.setting,
                row.startedAt,
                row.endedAt,
                List.of(row.warnings),
                content(row)))
        .toList();
  }

  @Transactional
  PrefillView prefill(Caller caller, CaseRef caseRef, Instrument instrument, Setting asking) {
    var held = caseFiles.heldBy(caller, caseRef);
    var day = packs.of(held.country()).calendar().dayOf(clock.now());
    accessLog.read(
        caller,
        caseRef.value(),
        "prefill/" + instrument.id() + "/" + InterviewStore.coded(asking),
        "identification");
    // A release lives only as long as the consent that it stands on.
    var releases =
        asking.helps() || !consents.holdFor(purposeOf(asking), caseRef, day)
            ? Set.<Release>of()
            : store.releases(caseRef);
    return new PrefillView(
        instrument.id(),
        instrument.version(),
        InterviewStore.coded(asking),
        Prefill.of(instrument, asking, before(caseRef), releases).stream()
            .map(this::offer)
            .toList());
  }

  @Transactional
  Released release(Caller caller, CaseRef caseRef, Setting to, String section, LocalDate advised) {
    var held = caseFiles.heldBy(caller, caseRef);
    held.mustBeOpen();
    var now = clock.now();
    var today = packs.of(held.country()).calendar().dayOf(now);
    var problems = new ArrayList<FieldProblem>();
    if (instruments.all().stream()
        .flatMap(instrument -> instrument.sections().stream())
        .noneMatch(each -> each.id().equals(section))) {
      problems.add(new FieldProblem("section", "a section of an instrument"));
    }
    if (advised.isAfter(today)) {
      problems.add(new FieldProblem("legalAdviceOn", "a day that is not in the future"));
    }
    if (!problems.isEmpty()) {
      throw Problems.invalid(problems);
    }
    if (!consents.holdFor(purposeOf(to), caseRef, today)) {
      throw Problems.refused("CONSENT_TO_THIS_USE_IS_NEEDED", List.of("consent"));
    }
    store.release(caseRef, new Release(section, to), advised, caller, now);
    return new Released(section, InterviewStore.coded(to));
  }

  private Recorded recordNew(
      Caller caller, CaseRef caseRef, Instrument instrument, InterviewForm form) {
    var now = clock.now();
    var conductedBy = Objects.requireNonNullElse(form.conductedBy(), caller.organisation());
    var warnings = warnings(caseRef, instrument, form);
    var row = new InterviewRow();
    row.id = UUID.randomUUID();
    row.caseRef = caseRef.value();
    row.at = now;
    row.caller = caller.subject();
    row.organisation = caller.organisation().value();
    row.conductedBy = conductedBy.value();
    row.instrument = instrument.id();
    row.instrumentVersion = instrument.version();
    row.setting = form.setting();
    row.startedAt = form.startedAt();
    row.endedAt = form.endedAt();
    row.warnings = warnings.toArray(String[]::new);
    row.content = vault.seal(caseRef, field(row.id), written(form));
    row.persistAndFlush();
    if (InterviewStore.setting(form.setting()) == Setting.SCREENING) {
      handOvers.announce(List.of(new ScreeningRecordedV1(caseRef, caller.organisation(), now)));
    }
    return new Recorded(row.id, now, warnings);
  }

  private List<String> warnings(CaseRef caseRef, Instrument instrument, InterviewForm form) {
    var warnings =
        new ArrayList<>(
            InterviewWarnings.of(
                new Circumstances(
                    form.place(),
                    form.uniformWorn(),
                    form.interviewers(),
                    Optional.ofNullable(form.interpreterConflict()),
                    form.startedAt(),
                    store.lastEndedBefore(caseRef, form.startedAt()))));
    var asked =
        form.answers().keySet().stream()
            .filter(question -> wasAsked(instrument, form, question))
            .map(instrument::sectionOf)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet());
    if (before(caseRef).stream().map(Before::section).anyMatch(asked::contains)) {
      warnings.add("same-section-again");
    }
    return List.copyOf(warnings);
  }

  private List<Before> before(CaseRef caseRef) {
    return store.ofCase(caseRef).stream().map(this::answersIn).flatMap(Collection::stream).toList();
  }

  private List<Before> answersIn(InterviewRow row) {
    var instrument = instruments.find(row.instrument).orElseThrow();
    var form = form(row);
    return form.answers().entrySet().stream()
        .filter(given -> wasAsked(instrument, form, given.getKey()))
        .map(given ->
            new Before(
                given.getKey(),
                instrument.sectionOf(given.getKey()).orElseThrow(),
                given.getValue().toString(),
                InterviewStore.setting(row.setting),
                form.notToBeRepeated().contains(given.getKey()),
                row.id,
                new OrganisationCode(row.conductedBy),
                row.endedAt))
        .toList();
  }

  private static boolean wasAsked(Instrument instrument, InterviewForm form, String question) {
    return !(Answers.answerTo(instrument, form.answers(), question)
        instanceof Answer.NotAsked<String>);
  }

  private Offer offer(Prefill.Offered offered) {
    var before = offered.before();
    try {
      return new Offer(
          before.question(),
          json.readTree(before.answer()),
          offered.notToBeAsked(),
          before.interview(),
          before.by(),
          before.at(),
          InterviewStore.coded(before.setting()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private InterviewForm form(InterviewRow row) {
    try {
      return json.treeToValue(content(row), InterviewForm.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode content(InterviewRow row) {
    try {
      return json.readTree(vault.open(new CaseRef(row.caseRef), field(row.id), row.content));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private String written(InterviewForm form) {
    try {
      return json.writeValueAsString(form);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String purposeOf(Setting asking) {
    return asking == Setting.COURT ? "testimony" : "police";
  }

  private static String field(UUID id) {
    return "interview/" + id;
  }
}
