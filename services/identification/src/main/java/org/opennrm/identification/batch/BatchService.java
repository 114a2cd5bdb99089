package org.opennrm.identification.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opennrm.contracts.ids.BatchRef;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.identification.batch.BatchReceipt.Returned;
import org.opennrm.identification.batch.BatchReceipt.Stored;
import org.opennrm.identification.batch.BatchStore.Member;
import org.opennrm.identification.household.Households;
import org.opennrm.identification.referral.Referrals;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.web.FieldProblem;
import org.opennrm.platform.web.Idempotency;
import org.opennrm.platform.web.Problems;

/**
 * Takes the people of one operation in, in one transaction: all of them, or on request those who
 * are described right. Each is a referral like any other; the batch only remembers who came
 * together.
 */
@ApplicationScoped
class BatchService {

  private final BatchStore store;
  private final Referrals referrals;
  private final Households households;
  private final Idempotency idempotency;
  private final DomainClock clock;
  private final SecureRandom random = new SecureRandom();

  @Inject
  BatchService(
      BatchStore store,
      Referrals referrals,
      Households households,
      Idempotency idempotency,
      DomainClock clock) {
    this.store = store;
    this.referrals = referrals;
    this.households = households;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  @Transactional
  BatchReceipt submit(Caller caller, String key, BatchForm form) {
    var looked = lookOver(form, Set.of());
    return idempotency
        .once(
            caller,
            "submit-batch",
            key,
            form,
            BatchReceipt.class,
            () -> {
              var batch = BatchRef.mint(random);
              var now = clock.now();
              store.insert(batch, caller, now);
              return taken(caller, batch, form, looked, Map.of(), now);
            })
        .answer();
  }

  @Transactional
  BatchReceipt add(Caller caller, BatchRef batch, String key, BatchForm form) {
    if (!store.lock(batch, caller.organisation())) {
      throw Problems.notFound();
    }
    return idempotency
        .once(
            caller,
            "add-to-batch/" + batch,
            key,
            form,
            BatchReceipt.class,
            () -> {
              var before = store.members(batch);
              var looked = lookOver(form, before.keySet());
              return taken(caller, batch, form, looked, before, clock.now());
            })
        .answer();
  }

  @Transactional
  BatchView see(Caller caller, BatchRef batch) {
    var submittedAt =
        store.submittedAt(batch, caller.organisation()).orElseThrow(Problems::notFound);
    var members = store.members(batch);
    Map<CaseRef, String> keys = new LinkedHashMap<>();
    members.forEach((key, member) -> keys.put(member.caseRef(), key));
    return new BatchView(
        batch,
        submittedAt,
        members.entrySet().stream()
            .map(each -> {
              var links = households.of(each.getValue().caseRef());
              return new BatchView.Person(
                  each.getKey(),
                  each.getValue().reference(),
                  each.getValue().addedAt(),
                  keysOf(links.household(), keys),
                  keysOf(links.keepApart(), keys));
            })
            .toList());
  }

  private static List<String> keysOf(List<CaseRef> cases, Map<CaseRef, String> keys) {
    return cases.stream().filter(keys::containsKey).map(keys::get).sorted().toList();
  }

  private record Looked(Map<String, Referrals.Complete> complete, List<Returned> faulty) {}

  /**
   * Nothing is stored yet; a request that cannot be taken ends here, with everything wrong in it.
   */
  private Looked lookOver(BatchForm form, Set<String> before) {
    var problems = new ArrayList<FieldProblem>();
    var complete = new LinkedHashMap<String, Referrals.Complete>();
    var faulty = new ArrayList<Returned>();
    for (var i = 0; i < form.persons().size(); i++) {
      var person = form.persons().get(i);
      var path = "persons[" + i + "]";
      if (before.contains(person.key())) {
        problems.add(new FieldProblem(path + ".key", "a key that no other person has"));
      }
      switch (referrals.lookOver(person.referral())) {
        case Referrals.Complete draft -> complete.put(person.key(), draft);
        case Referrals.Faulty(var wrong) ->
            faulty.add(new Returned(person.key(), within(path + ".referral", wrong)));
      }
    }
    problems.addAll(unknownInLinks(form, before));
    if (!form.storesWhoIsRight() || complete.isEmpty()) {
      faulty.forEach(each -> problems.addAll(each.errors()));
    }
    if (!problems.isEmpty()) {
      throw Problems.invalid(problems);
    }
    return new Looked(complete, faulty);
  }

  private static List<FieldProblem> within(String path, List<FieldProblem> problems) {
    return problems.stream()
        .map(each ->
            new FieldProblem(
                each.field().isEmpty() ? path : path + "." + each.field(), each.expected()))
        .toList();
  }

  private static List<FieldProblem> unknownInLinks(BatchForm form, Set<String> before) {
    var keys = new HashSet<>(before);
    form.persons().forEach(person -> keys.add(person.key()));
    var problems = new ArrayList<FieldProblem>();
    for (var i = 0; i < form.householdsToldOf().size(); i++) {
      if (!keys.containsAll(form.householdsToldOf().get(i).members())) {
        problems.add(new FieldProblem("households[" + i + "].members", "keys of this batch"));
      }
    }
    for (var i = 0; i < form.pairsToKeepApart().size(); i++) {
      if (!keys.containsAll(form.pairsToKeepApart().get(i).between())) {
        problems.add(new FieldProblem("keepApart[" + i + "].between", "keys of this batch"));
      }
    }
    return problems;
  }

  private BatchReceipt taken(
      Caller caller,
      BatchRef batch,
      BatchForm form,
      Looked looked,
      Map<String, Member> before,
      Instant now) {
    Map<String, CaseRef> cases = new LinkedHashMap<>();
    before.forEach((key, member) -> cases.put(key, member.caseRef()));
    var stored = new ArrayList<Stored>();
    looked
        .complete()
        .forEach((key, draft) -> {
          var submitted = referrals.submit(caller, draft);
          var reference = submitted.receipt().reference();
          store.add(batch, key, new Member(reference, submitted.caseRef(), now));
          cases.put(key, submitted.caseRef());
          stored.add(new Stored(key, submitted.receipt()));
        });
    var householdsReturned = new ArrayList<BatchForm.Household>();
    var together = new ArrayList<List<CaseRef>>();
    for (var household : form.householdsToldOf()) {
      if (cases.keySet().containsAll(household.members())) {
        together.add(household.members().stream().map(cases::get).toList());
      } else {
        householdsReturned.add(household);
      }
    }
    var keepApartReturned = new ArrayList<BatchForm.KeepApart>();
    var apart = new ArrayList<Households.Pair>();
    for (var pair : form.pairsToKeepApart()) {
      var one = cases.get(pair.between().getFirst());
      var other = cases.get(pair.between().getLast());
      if (one != null && other != null) {
        apart.add(new Households.Pair(one, other));
      } else {
        keepApartReturned.add(pair);
      }
    }
    if (!households.bind(together, apart, caller, now)) {
      throw Problems.invalid("keepApart", "pairs of which no two are of one household");
    }
    return new BatchReceipt(batch, stored, looked.faulty(), householdsReturned, keepApartReturned);
  }
}
