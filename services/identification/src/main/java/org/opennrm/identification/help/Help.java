package org.opennrm.identification.help;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.casefile.CaseFollower;
import org.opennrm.identification.help.model.AskedHelp;
import org.opennrm.identification.help.model.AskedHelp.Offered;
import org.opennrm.identification.help.model.AskedHelp.Unowned;
import org.opennrm.identification.help.model.HelpCommand;
import org.opennrm.identification.help.model.HelpKinds;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.policy.PolicyPacks;
import org.opennrm.platform.policy.model.DueTimes;
import org.opennrm.platform.web.Problems;

/**
 * What the other features of this service ask of help: that it is asked for, from the first contact
 * on, and that nobody goes on being asked when the case has ended. None of it waits for a finding,
 * an acceptance or an answer.
 */
@ApplicationScoped
public class Help implements CaseFollower {

  private static final String PERSONS_WISH = "persons-wish";
  private static final String CASE_ENDED = "case-ended";

  private final HelpStore store;
  private final HelpChanges changes;
  private final HelpOwners owners;
  private final HelpViews views;
  private final HelpAnnouncer announcer;
  private final NextDates nextDates;
  private final PolicyPacks packs;
  private final MeterRegistry meters;
  private final SecureRandom random = new SecureRandom();

  @Inject
  Help(
      HelpStore store,
      HelpChanges changes,
      HelpOwners owners,
      HelpViews views,
      HelpAnnouncer announcer,
      NextDates nextDates,
      PolicyPacks packs,
      MeterRegistry meters) {
    this.store = store;
    this.changes = changes;
    this.owners = owners;
    this.views = views;
    this.announcer = announcer;
    this.nextDates = nextDates;
    this.packs = packs;
    this.meters = meters;
  }

  /**
   * What the person asks for.
   *
   * @param to whom to ask; else who gives such help in the area, those left out who said no before
   */
  public record Wish(String kind, boolean urgent, String basis, Optional<OrganisationCode> to) {}

  /**
   * A lawyer for everybody, at once, and within hours for whoever is detained, charged or fined; a
   * guardian for whoever may be a child. The case file stands already.
   *
   * @return what the caller announces, since it is the caller who ends the transaction
   */
  @Transactional(TxType.MANDATORY)
  public List<PublishedEvent> fromFirstContact(FirstContact contact, Caller by, Instant at) {
    var about = About.of(contact, views.written(contact.person()));
    var asked = new ArrayList<Asked>();
    asked.add(
        askedOfOwner(
            about, HelpKinds.LEGAL_AID, contact.detained(), Set.of(), contact.owner(), by, at));
    if (contact.mayBeAChild()) {
      asked.add(askedOfOwner(about, HelpKinds.GUARDIAN, false, Set.of(), contact.owner(), by, at));
    }
    return written(asked, by);
  }

  /** Somebody has taken the case over: from now on somebody leads, and there is a next date. */
  @Transactional(TxType.MANDATORY)
  public void beginLeadSupport(CaseRef caseRef, CountryCode country, Caller by, Instant at) {
    nextDates.begin(caseRef, country, by, at);
    if (store.takeOpen(caseRef, HelpKinds.LEAD_SUPPORT).isEmpty()) {
      var about = aboutCase(caseRef, country);
      announcer.announce(
          written(
              List.of(
                  askedOfOwner(
                      about, HelpKinds.LEAD_SUPPORT, false, Set.of(), by.organisation(), by, at)),
              by));
    }
  }

  /**
   * Asks for what the person wishes; the caller works with the case, which is locked.
   *
   * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 while somebody is asked for it already,
   *     422 for an organisation that does not give such help
   */
  @Transactional(TxType.MANDATORY)
  public HandOverRef ask(
      Caller caller, CaseRef caseRef, CountryCode country, Wish wish, Instant at) {
    if (store.takeOpen(caseRef, wish.kind()).isPresent()) {
      throw Problems.refused("ALREADY_ASKED_FOR", List.of("withdrawal"));
    }
    var asked = wished(caller, caseRef, country, wish, at);
    announcer.announce(written(List.of(asked), caller));
    return asked.handOver();
  }

  /**
   * Another organisation leads from now on, because the person wishes it.
   *
   * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 for the one that leads already, 422 for
   *     one that does not give such help
   */
  @Transactional(TxType.MANDATORY)
  public HandOverRef changeLead(
      Caller caller,
      CaseRef caseRef,
      CountryCode country,
      OrganisationCode to,
      String basis,
      Instant at) {
    var before = store.takeOpen(caseRef, HelpKinds.LEAD_SUPPORT);
    if (before.filter(row -> row.owner.equals(to.value())).isPresent()) {
      throw Problems.refused("ALREADY_WITH_THIS_OWNER", List.of("withdrawal"));
    }
    var wish = new Wish(HelpKinds.LEAD_SUPPORT, false, basis, Optional.of(to));
    var asked = wished(caller, caseRef, country, wish, at);
    var events = new ArrayList<PublishedEvent>();
    before.ifPresent(row -> events.addAll(withdrawn(row, PERSONS_WISH, caller, at)));
    events.addAll(written(List.of(asked), caller));
    announcer.announce(events);
    return asked.handOver();
  }

  /**
   * The case has ended, or the person has died: nobody is asked any more, and no date is missed.
   */
  @Transactional(TxType.MANDATORY)
  public void endFor(CaseRef caseRef, Caller by, Instant at) {
    nextDates.end(caseRef, at);
    var events = new ArrayList<PublishedEvent>();
    for (var row : store.takeOpen(caseRef)) {
      events.addAll(withdrawn(row, CASE_ENDED, by, at));
    }
    if (!events.isEmpty()) {
      announcer.announce(events);
    }
  }

  @Override
  public void caseEnded(CaseRef caseRef, Caller by, Instant at) {
    endFor(caseRef, by, at);
  }

  /** Somebody leads again, and a next date is due again. */
  @Override
  public void caseGoesOn(CaseRef caseRef, CountryCode country, Caller by, Instant at) {
    beginLeadSupport(caseRef, country, by, at);
  }

  /**
   * After a "no" the next office is asked, where the person is not to be without; in the end the
   * one of last resort. When that one has said no too, it is for whoever leads the case to see.
   *
   * @return what is to be announced
   */
  List<PublishedEvent> goOn(HelpRow declined, Caller by, Instant at) {
    if (!HelpKinds.goesOnByItself(declined.kind)) {
      return List.of();
    }
    var about =
        new About(
            new CaseRef(declined.caseRef),
            new CountryCode(declined.country),
            new AreaCode(declined.area),
            declined.basis,
            declined.person);
    var saidNo = store.whoDeclined(about.caseRef(), declined.kind);
    var lastOwner = new OrganisationCode(declined.owner);
    if (owners.of(declined.kind, about.country(), about.area(), at, saidNo).isEmpty()
        && saidNo.contains(owners.ofLastResort(about.country(), about.area(), at, lastOwner))) {
      return List.of();
    }
    var next = askedOfOwner(about, declined.kind, declined.urgent, saidNo, lastOwner, by, at);
    next.row().askedBy = declined.askedBy;
    return written(List.of(next), by);
  }

  private List<PublishedEvent> withdrawn(HelpRow row, String reason, Caller by, Instant at) {
    return changes.decide(row, new HelpCommand.Withdraw(reason), by, at, () -> List.of()).events();
  }

  /** What is known of the case for whoever is asked. */
  private record About(
      CaseRef caseRef, CountryCode country, AreaCode area, String basis, String person) {
    static About of(FirstContact contact, String person) {
      return new About(
          contact.caseRef(), contact.country(), contact.area(), contact.basis(), person);
    }

    About on(String anotherBasis) {
      return new About(caseRef, country, area, anotherBasis, person);
    }
  }

  private record Asked(HelpRow row, DueTimes due) {
    HandOverRef handOver() {
      return new HandOverRef(row.handOver);
    }
  }

  /** As told at the first contact; of an older case nobody knows more than its country. */
  private About aboutCase(CaseRef caseRef, CountryCode country) {
    return store
        .firstOf(caseRef)
        .map(first ->
            new About(caseRef, country, new AreaCode(first.area), first.basis, first.person))
        .orElseGet(() ->
            new About(
                caseRef,
                country,
                new AreaCode(country.value()),
                "not-yet-able",
                views.written(PersonCodes.notAsked())));
  }

  private Asked wished(Caller caller, CaseRef caseRef, CountryCode country, Wish wish, Instant at) {
    var about = aboutCase(caseRef, country).on(wish.basis());
    if (wish.to().isEmpty()) {
      var except = store.whoDeclined(caseRef, wish.kind());
      return askedOfOwner(
          about, wish.kind(), wish.urgent(), except, caller.organisation(), caller, at);
    }
    var to = wish.to().get();
    if (!owners.mayGive(to, wish.kind(), country, at)) {
      throw Problems.invalid("to", "an organisation whose mandate covers this help");
    }
    var due = dueTimes(about, wish.kind(), wish.urgent(), at);
    return asked(about, wish.kind(), wish.urgent(), new Offered(to, due), due, caller, at);
  }

  /** Of who gives such help there; of the office of last resort, where nobody does. */
  private Asked askedOfOwner(
      About about,
      String kind,
      boolean urgent,
      Set<OrganisationCode> except,
      OrganisationCode otherwise,
      Caller by,
      Instant at) {
    var due = dueTimes(about, kind, urgent, at);
    var owner = owners.of(kind, about.country(), about.area(), at, except);
    if (owner.isPresent()) {
      return asked(about, kind, urgent, new Offered(owner.get(), due), due, by, at);
    }
    meters
        .counter("nrm.help.unowned", "country", about.country().value(), "kind", kind)
        .increment();
    var lastResort = owners.ofLastResort(about.country(), about.area(), at, otherwise);
    return asked(about, kind, urgent, new Unowned(lastResort, due), due, by, at);
  }

  private Asked asked(
      About about,
      String kind,
      boolean urgent,
      AskedHelp state,
      DueTimes due,
      Caller by,
      Instant at) {
    var row = new HelpRow();
    row.handOver = HandOverRef.mint(random).value();
    row.caseRef = about.caseRef().value();
    row.country = about.country().value();
    row.kind = kind;
    row.urgent = urgent;
    row.basis = about.basis();
    row.area = about.area().value();
    row.person = about.person();
    row.askedBy = by.organisation().value();
    row.askedAt = at;
    row.dueAt = due.dueAt();
    HelpStore.put(row, state);
    return new Asked(row, due);
  }

  private DueTimes dueTimes(About about, String kind, boolean urgent, Instant at) {
    return packs.of(about.country()).dueTimes(HelpKinds.clockOf(kind, urgent), at);
  }

  private List<PublishedEvent> written(List<Asked> asked, Caller by) {
    store.insert(asked.stream().map(Asked::row).toList(), by);
    return asked.stream()
        .<PublishedEvent>map(each -> HelpAnnouncer.offered(each.row(), each.due()))
        .toList();
  }
}
