package org.opennrm.bench;

import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.opennrm.bench.Beginning.Intended;
import org.opennrm.bench.Mix.Step;

/**
 * Leads cases along their way, each step at its intended moment whatever became of the steps of
 * other cases. A step whose predecessor is not answered yet waits for it, and its time counts.
 */
final class JourneysUnderLoad {

  /**
   * A referral that was made.
   *
   * @param reference empty where none came back
   * @param measured whether it came after the warm-up
   */
  record Made(String key, String reference, Instant intended, Instant answered, boolean measured) {}

  private final Run run;
  private final Mix mix;
  private final Ledger ledger;
  private final int warmUp;
  private final Map<Step, Latencies> answers = new EnumMap<>(Step.class);
  private final Latencies late = new Latencies();
  private final Queue<Made> made = new ConcurrentLinkedQueue<>();
  private final Queue<Journey> journeys = new ConcurrentLinkedQueue<>();
  private final Set<String> inDoubt = ConcurrentHashMap.newKeySet();

  /**
   * @param warmUp so many cases from the beginning do not count
   */
  JourneysUnderLoad(Run run, Mix mix, Ledger ledger, int warmUp) {
    this.run = run;
    this.mix = mix;
    this.ledger = ledger;
    this.warmUp = warmUp;
    mix.steps().forEach(step -> answers.put(step, new Latencies()));
  }

  /** Returns when the last step of the last case is answered. */
  void drive(Arrivals arrivals, Beginning beginning) {
    new OpenModel(late).drive(arrivals, beginning, this::lead);
  }

  private void lead(Intended intended) {
    int number = intended.index();
    Journey journey =
        new Journey(
            run.door(),
            run.id() + "/" + number,
            run.person(number),
            Seeded.stream(run.options().seed(), "journey", number));
    journeys.add(journey);
    for (Step step : mix.steps()) {
      if (step.isMadeFor(number) && journey.canTake(step)) {
        Intended meant = intended.later(step.afterSeconds());
        await(meant);
        if (!take(journey, step, meant)) {
          return;
        }
      }
    }
  }

  /** Whether the case can go on. */
  private boolean take(Journey journey, Step step, Intended meant) {
    boolean measured = meant.index() >= warmUp;
    Reply reply = journey.take(step);
    long nanos = meant.nanosSince();
    boolean accepted = journey.accepts(step, reply);
    if (accepted && measured) {
      answers.get(step).record(nanos);
    }
    if (!accepted) {
      run.errors().count(step.title(), reply);
    }
    if (step == Step.REFERRAL) {
      remember(journey, reply, meant, measured);
    }
    return accepted || !changesTheCase(step);
  }

  private void remember(Journey journey, Reply reply, Intended meant, boolean measured) {
    Made each = new Made(journey.own(), journey.referral(), meant.wall(), Instant.now(), measured);
    if (!each.reference().isEmpty()) {
      ledger.keep(new Ledger.Line("", each.reference(), meant.wall().toString(), measured));
    } else if (reply.leavesDoubt()) {
      inDoubt.add(each.key());
    }
    made.add(each);
  }

  /** A list that was refused keeps nobody from going on. */
  private static boolean changesTheCase(Step step) {
    return switch (step) {
      case SENT, INBOX, PLACEMENTS, OFFERS, ANSWER, HAND_OVERS, FIGURES -> false;
      case REFERRAL, ACKNOWLEDGEMENT, ACCEPTANCE, CONSENT, NEED, WITHDRAWAL, FILE, CLOSURE -> true;
    };
  }

  private static void await(Intended meant) {
    for (long left = -meant.nanosSince(); left > 0; left = -meant.nanosSince()) {
      LockSupport.parkNanos(left);
    }
  }

  /** By the request, from its intended moment to the answer; measured cases only. */
  Map<String, Latencies.Summary> answers() {
    Map<String, Latencies.Summary> summaries = new LinkedHashMap<>();
    answers.forEach((step, times) -> summaries.put(step.title(), times.summary()));
    return summaries;
  }

  Latencies.Summary late() {
    return late.summary();
  }

  List<Made> made() {
    return List.copyOf(made);
  }

  List<Journey> journeys() {
    return List.copyOf(journeys);
  }

  /**
   * The senders' own references of the referrals that may have been kept although nobody said so.
   */
  Set<String> inDoubt() {
    return Set.copyOf(inDoubt);
  }
}
