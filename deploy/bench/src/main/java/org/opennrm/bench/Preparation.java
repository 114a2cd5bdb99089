package org.opennrm.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Brings every case to the point where only its need is missing, before anything else is measured.
 * The first of them warm the services up; the others come at a modest rate, in an open model too,
 * and the answer time of referrals is taken from these.
 */
final class Preparation {

  static final String SENDER = "ba-border-police";
  private static final int ROUNDS = 3;
  private static final int AT_A_TIME = 4;

  private final Run run;
  private final Latencies referrals = new Latencies();
  private final Map<Integer, HeldCase> ready = new ConcurrentSkipListMap<>();

  Preparation(Run run) {
    this.run = run;
  }

  /** How long the sender waited for the reference, from the moment of sending on. */
  Latencies.Summary referrals() {
    return referrals.summary();
  }

  /** One case for every need; what fails is tried again as another case, at most twice. */
  List<HeldCase> cases() {
    Options options = run.options();
    OpenModel model = new OpenModel(new Latencies());
    List<Integer> missing = IntStream.range(0, options.cases()).boxed().toList();
    for (int round = 1; round <= ROUNDS && !missing.isEmpty(); round++) {
      List<Integer> wanted = missing;
      String key = run.id() + "/" + round + "/";
      int cold =
          round == 1 ? Math.min(options.filesRate() * options.warmUp(), wanted.size() / 2) : 0;
      warmUp(wanted.subList(0, cold), key);
      List<Integer> timed = wanted.subList(cold, wanted.size());
      model.drive(
          options.files(timed.size(), round),
          Beginning.soon(),
          intended ->
              open(
                  timed.get(intended.index()), key, () -> referrals.record(intended.nanosSince())));
      missing = wanted.stream().filter(each -> !ready.containsKey(each)).toList();
    }
    if (!missing.isEmpty()) {
      throw new Trouble(
          "%d of %d cases could not be prepared: %s"
              .formatted(missing.size(), options.cases(), run.errors().counts()));
    }
    return ready();
  }

  /** The cases that have come so far, in the order of their numbers. */
  List<HeldCase> ready() {
    return new ArrayList<>(ready.values());
  }

  /** A few at a time, as fast as they are answered: services that just started are slow. */
  private void warmUp(List<Integer> numbers, String key) {
    List<Future<?>> calls = new ArrayList<>(numbers.size());
    try (ExecutorService few = Executors.newFixedThreadPool(AT_A_TIME)) {
      numbers.forEach(number -> calls.add(few.submit(() -> open(number, key, () -> {}))));
    }
    OpenModel.mustHaveRun(calls);
  }

  private void open(int number, String round, Runnable answered) {
    Door door = run.door();
    String key = round + number;
    String body = run.person(number).referral("bench/" + key);
    Reply sent = door.post(SENDER, "/identification/referrals", key, body);
    if (!expected("referral", 201, sent)) {
      return;
    }
    answered.run();
    String referral = sent.text("/reference");
    String holder = sent.text("/owner/code");
    String path = "/identification/referrals/" + referral;
    Reply seen = door.put(holder, path + "/acknowledgement", sent.version(), "");
    if (!expected("acknowledgement", 200, seen)) {
      return;
    }
    Reply accepted = door.put(holder, path + "/acceptance", seen.version(), "");
    if (!expected("acceptance", 200, accepted)) {
      return;
    }
    HeldCase held = new HeldCase(referral, holder, accepted.text("/caseAlias"));
    Reply consented = door.post(holder, held.path("consents"), key, InventedPerson.CONSENT);
    if (expected("consent", 201, consented)) {
      ready.put(number, held);
      run.progress("preparing", ready.size(), "of " + run.options().cases() + " cases");
    }
  }

  private boolean expected(String request, int status, Reply reply) {
    if (reply.is(status)) {
      return true;
    }
    run.errors().count(request, reply);
    return false;
  }
}
