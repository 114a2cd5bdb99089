package org.opennrm.bench;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.opennrm.bench.Beginning.Intended;

/**
 * States one need for each case, at its time, and nothing else: the load whose way into the
 * shelter's database is measured.
 */
final class NeedsUnderLoad {

  private final Run run;
  private final Ledger ledger;
  private final List<HeldCase> cases;
  private final Latencies answers = new Latencies();
  private final Latencies late = new Latencies();
  private final LongAdder acknowledged = new LongAdder();
  private final AtomicReference<Instant> lastAnswer = new AtomicReference<>(Instant.MIN);
  private final Set<String> inDoubt = ConcurrentHashMap.newKeySet();

  NeedsUnderLoad(Run run, Ledger ledger, List<HeldCase> cases) {
    this.run = run;
    this.ledger = ledger;
    this.cases = List.copyOf(cases);
  }

  void drive(Beginning beginning) {
    new OpenModel(late).drive(run.options().needs(), beginning, this::state);
  }

  private void state(Intended intended) {
    HeldCase held = cases.get(intended.index());
    boolean measured = intended.index() >= run.options().warmUpNeeds();
    String body = run.person(intended.index()).need();
    Reply reply =
        run.door().post(held.holder(), held.path("needs"), run.id() + "/" + held.referral(), body);
    long nanos = intended.nanosSince();
    Instant answered = Instant.now();
    if (reply.is(201)) {
      ledger.keep(
          new Ledger.Line(
              reply.text("/need"), held.referral(), intended.wall().toString(), measured));
      if (measured) {
        answers.record(nanos);
        acknowledged.increment();
        lastAnswer.accumulateAndGet(answered, (a, b) -> a.isAfter(b) ? a : b);
      }
      return;
    }
    run.errors().count(measured ? "need" : "need (warm-up)", reply);
    if (reply.leavesDoubt()) {
      inDoubt.add(held.referral());
    }
  }

  /** From the intended start to the answer, of those that were acknowledged and measured. */
  Latencies.Summary answers() {
    return answers.summary();
  }

  Latencies.Summary late() {
    return late.summary();
  }

  /** Acknowledged after the warm-up, and on the ledger's disk. */
  long acknowledged() {
    return acknowledged.sum();
  }

  /** When the last measured need was acknowledged. */
  Instant lastAnswer() {
    return lastAnswer.get();
  }

  /** The referrals of the cases whose need may have been kept although nobody said so. */
  Set<String> inDoubt() {
    return Set.copyOf(inDoubt);
  }
}
