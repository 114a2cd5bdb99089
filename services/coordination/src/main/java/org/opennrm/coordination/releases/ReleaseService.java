package org.opennrm.coordination.releases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.coordination.QueryValues.Cursor;
import org.opennrm.coordination.figures.model.CalendarPeriod;
import org.opennrm.coordination.figures.model.Measure;
import org.opennrm.coordination.releases.model.DisclosureControl;
import org.opennrm.coordination.releases.model.MeasureTable;
import org.opennrm.coordination.releases.model.Release;
import org.opennrm.coordination.releases.model.Release.Approved;
import org.opennrm.coordination.releases.model.Release.Discarded;
import org.opennrm.coordination.releases.model.Release.Drafted;
import org.opennrm.coordination.releases.model.ReleaseCommand;
import org.opennrm.coordination.releases.model.ReleaseCommand.Approve;
import org.opennrm.coordination.releases.model.ReleaseCommand.Discard;
import org.opennrm.coordination.releases.model.ReleaseRules;
import org.opennrm.coordination.releases.model.Signature;
import org.opennrm.coordination.releases.model.Span;
import org.opennrm.platform.access.AccessLog;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.access.Organisations;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.policy.PolicyPacks;
import org.opennrm.platform.policy.model.PolicyPack;
import org.opennrm.platform.policy.model.Ruling.Moved;
import org.opennrm.platform.policy.model.Ruling.Refused;
import org.opennrm.platform.web.Idempotency;
import org.opennrm.platform.web.Problems;

/** Releases of the caller's own country: drafted through the gate, approved, then only read. */
@ApplicationScoped
class ReleaseService {

  private static final Map<Class<? extends ReleaseCommand>, String> STEPS =
      Map.of(Approve.class, "approval", Discard.class, "discard");

  private final ReleaseStore store;
  private final ReleaseCounts counts;
  private final Idempotency idempotency;
  private final AccessLog accessLog;
  private final Organisations organisations;
  private final PolicyPacks packs;
  private final DomainClock clock;
  private final ObjectMapper json;

  @Inject
  ReleaseService(
      ReleaseStore store,
      ReleaseCounts counts,
      Idempotency idempotency,
      AccessLog accessLog,
      Organisations organisations,
      PolicyPacks packs,
      DomainClock clock,
      ObjectMapper json) {
    this.store = store;
    this.counts = counts;
    this.idempotency = idempotency;
    this.accessLog = accessLog;
    this.organisations = organisations;
    this.packs = packs;
    this.clock = clock;
    this.json = json;
  }

  @Transactional
  ReleaseView draft(Caller caller, @Nullable String key, ReleaseForm form) {
    return idempotency
        .once(
            caller,
            "draft-release",
            key,
            form,
            ReleaseView.class,
            () -> draftNew(caller, form.calendarPeriod()))
        .answer();
  }

  private ReleaseView draftNew(Caller caller, CalendarPeriod period) {
    var country = countryOf(caller);
    var pack = packs.of(country);
    var now = clock.now();
    var span = spanOf(period, country, pack, now);
    accessLog.read(caller, "figures/" + country, "release of " + period.name(), "publication");
    var approved = store.approved(country);
    var gate = new DisclosureControl(pack.minimumCell());
    var tables = new EnumMap<Measure, MeasureTable>(Measure.class);
    for (var measure : Measure.values()) {
      var earlier = approved.stream().map(row -> stored(row).table(measure)).toList();
      var times = counts.timeline(country, measure, span, earlier);
      tables.put(measure, gate.release(period.name(), span, times, earlier));
    }
    var row = new ReleaseRow();
    row.id = UUID.randomUUID();
    row.country = country.value();
    row.period = period.name();
    row.countedUntil = span.until();
    row.draftedAt = now;
    row.payload = write(figures(country, period, pack, span, now, tables));
    row.payloadSha256 = sha256(row.payload);
    row.tables = write(StoredTables.of(tables));
    store.insert(row, new Drafted(signatureOf(caller), now, approved.size()), caller, now);
    return view(row, true);
  }

  @Transactional
  ReleaseView approve(Caller caller, UUID id) {
    var country = countryOf(caller);
    store.lockApprovals(country);
    var approvedSoFar = store.countApproved(country);
    return handle(caller, country, id, new Approve(signatureOf(caller), approvedSoFar));
  }

  @Transactional
  ReleaseView discard(Caller caller, UUID id) {
    return handle(caller, countryOf(caller), id, new Discard(signatureOf(caller)));
  }

  private ReleaseView handle(Caller caller, CountryCode country, UUID id, ReleaseCommand command) {
    var row = store.take(id, country).orElseThrow(Problems::notFound);
    var now = clock.now();
    var current = store.stateOf(row);
    return switch (ReleaseRules.decide(current, command, now)) {
      case Moved<Release, ?>(var next, var _) -> {
        store.save(row, next, command.getClass().getSimpleName(), caller, now);
        yield view(row, true);
      }
      case Refused<Release, ?>(var rule) ->
          throw Problems.refused(rule.name(), possibleIn(current));
    };
  }

  @Transactional
  ReleaseView.Page list(Caller caller, Optional<Cursor> after, int limit) {
    var found = store.list(countryOf(caller), after, limit);
    var shown = found.subList(0, Math.min(limit, found.size()));
    var next =
        found.size() > limit
            ? Optional.of(
                new Cursor(shown.getLast().draftedAt, shown.getLast().id.toString()).text())
            : Optional.<String>empty();
    return new ReleaseView.Page(shown.stream().map(row -> view(row, false)).toList(), next);
  }

  @Transactional
  ReleaseView see(Caller caller, UUID id) {
    return view(store.find(id, countryOf(caller)).orElseThrow(Problems::notFound), true);
  }

  /** Empty where nothing has been approved yet. */
  @Transactional
  Optional<PublishedRelease> latest(Caller caller) {
    return store.latestApproved(countryOf(caller)).map(this::published);
  }

  private PublishedRelease published(ReleaseRow row) {
    if (!sha256(row.payload).equals(row.payloadSha256)) {
      throw new IllegalStateException("release " + row.id + " is not what was approved");
    }
    if (!(store.stateOf(row) instanceof Approved(var by, var at, var number))) {
      throw new IllegalStateException("release " + row.id + " was never approved");
    }
    return new PublishedRelease(row.id, number, at, by.office(), row.payloadSha256, row.payload);
  }

  /**
   * From when the country began to count: before that there is nobody to protect, and nothing to
   * publish.
   */
  private Span spanOf(CalendarPeriod period, CountryCode country, PolicyPack pack, Instant now) {
    var zone = pack.calendar().zone();
    var begins = period.days().begins(zone);
    var ends = period.days().ends(zone);
    if (!begins.isBefore(now)) {
      throw Problems.invalid("period", "a period that has begun");
    }
    var counting =
        counts
            .begin(country)
            .map(first -> pack.calendar().dayOf(first).withDayOfMonth(1).atStartOfDay(zone))
            .map(ZonedDateTime::toInstant)
            .filter(first -> first.isBefore(earliest(ends, now)))
            .orElseThrow(() -> Problems.invalid("period", "a period in which anybody was counted"));
    return new Span(latest(begins, counting), earliest(ends, now));
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earliest(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static PublishedFigures figures(
      CountryCode country,
      CalendarPeriod period,
      PolicyPack pack,
      Span span,
      Instant now,
      Map<Measure, MeasureTable> tables) {
    var zone = pack.calendar().zone();
    return new PublishedFigures(
        country,
        new PublishedFigures.Period(
            period.name(), period.days().from(), period.days().until(), zone),
        now,
        span.until().isBefore(period.days().ends(zone)),
        pack.minimumCell(),
        Arrays.stream(Measure.values())
            .map(measure -> PublishedFigures.table(measure, tables.get(measure)))
            .toList());
  }

  private CountryCode countryOf(Caller caller) {
    return organisations.get(caller.organisation()).country();
  }

  private static Signature signatureOf(Caller caller) {
    return new Signature(caller.subject(), caller.organisation());
  }

  private static List<String> possibleIn(Release state) {
    return ReleaseRules.possibleIn(state).stream().map(STEPS::get).sorted().toList();
  }

  private ReleaseView view(ReleaseRow row, boolean whole) {
    var state = store.stateOf(row);
    return new ReleaseView(
        row.id,
        row.period,
        row.stateName,
        row.draftedAt,
        row.countedUntil,
        Optional.ofNullable(row.number),
        lastStep(state),
        row.payloadSha256,
        possibleIn(state),
        whole ? Optional.of(read(row.payload, JsonNode.class)) : Optional.empty());
  }

  private static ReleaseView.Step lastStep(Release state) {
    return switch (state) {
      case Drafted(var by, var at, _) -> step(by, at);
      case Approved(var by, var at, _) -> step(by, at);
      case Discarded(var by, var at) -> step(by, at);
    };
  }

  private static ReleaseView.Step step(Signature by, Instant at) {
    return new ReleaseView.Step(by.subject(), by.office(), at);
  }

  private StoredTables stored(ReleaseRow row) {
    return read(row.tables, StoredTables.class);
  }

  private String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON for " + value.getClass().getName(), e);
    }
  }

  private <T> T read(String text, Class<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored " + type.getSimpleName() + " does not fit", e);
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
