package org.opennrm.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes back what the run has brought in, through the same doors: every need is withdrawn, so that
 * no facility waits, and every case closed.
 */
final class Tidying {

  private static final int AT_ONCE = 4;

  private final Run run;
  private final Tally errors = new Tally();

  Tidying(Run run) {
    this.run = run;
  }

  /**
   * Returns how many cases were closed.
   *
   * @param needs by referral; a case whose need nobody knows is only closed
   */
  int tidy(List<HeldCase> cases, Map<String, String> needs) {
    List<Callable<Boolean>> all = new ArrayList<>();
    cases.forEach(held -> all.add(() -> close(held, needs.getOrDefault(held.referral(), ""))));
    return finish(all);
  }

  /** Returns how many of the cases are closed now. */
  int tidy(List<Journey> journeys) {
    List<Callable<Boolean>> all = new ArrayList<>();
    journeys.forEach(journey -> all.add(() -> journey.tidy(this)));
    return finish(all);
  }

  private int finish(List<Callable<Boolean>> all) {
    List<Future<Boolean>> calls = new ArrayList<>();
    AtomicInteger done = new AtomicInteger();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      for (Callable<Boolean> each : all) {
        calls.add(
            threads.submit(() -> {
              boolean closed = each.call();
              run.progress("tidying", done.incrementAndGet(), "of " + all.size() + " cases");
              return closed;
            }));
      }
    }
    int closed = 0;
    for (Future<Boolean> each : calls) {
      if (each.state() == Future.State.FAILED) {
        throw new IllegalStateException("The driver failed", each.exceptionNow());
      }
      closed += each.resultNow() ? 1 : 0;
    }
    return closed;
  }

  Map<String, Long> errors() {
    return errors.counts();
  }

  /** Withdraws the need, where one is known, and closes the case; whether it is closed. */
  boolean close(HeldCase held, String need) {
    Door door = run.door();
    if (!need.isEmpty()) {
      Reply withdrawn = door.put(held.holder(), held.path("needs/" + need + "/withdrawal"), "", "");
      if (!withdrawn.is(200)) {
        errors.count("withdrawal", withdrawn);
      }
    }
    Reply file = door.get(held.holder(), "/identification/cases/" + held.alias());
    if (!file.is(200)) {
      errors.count("case file", file);
      return false;
    }
    Reply ended =
        door.put(
            held.holder(), held.path("closure"), file.version(), "{\"reason\":\"help-completed\"}");
    if (!ended.is(200)) {
      errors.count("closure", ended);
    }
    return ended.is(200);
  }

  /** The sender takes back a referral that nobody has accepted, which closes its case. */
  boolean withdraw(String referral) {
    String path = "/identification/referrals/" + referral;
    Reply seen = run.door().get(Preparation.SENDER, path);
    Reply withdrawn = run.door().put(Preparation.SENDER, path + "/withdrawal", seen.version(), "");
    if (!withdrawn.is(200)) {
      errors.count("withdrawal of a referral", withdrawn);
    }
    return withdrawn.is(200);
  }
}
