package org.opennrm.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private final AtomicInteger closed = new AtomicInteger();

  Tidying(Run run) {
    this.run = run;
  }

  /**
   * Returns how many cases were closed.
   *
   * @param needs by referral; a case whose need nobody knows is only closed
   */
  int tidy(List<HeldCase> cases, Map<String, String> needs) {
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      for (HeldCase held : cases) {
        String need = needs.getOrDefault(held.referral(), "");
        all.add(threads.submit(() -> close(held, need)));
      }
    }
    for (Future<?> each : all) {
      if (each.state() == Future.State.FAILED) {
        throw new IllegalStateException("The driver failed", each.exceptionNow());
      }
    }
    return closed.get();
  }

  Map<String, Long> errors() {
    return errors.counts();
  }

  private void close(HeldCase held, String need) {
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
      return;
    }
    Reply ended =
        door.put(
            held.holder(), held.path("closure"), file.version(), "{\"reason\":\"help-completed\"}");
    if (ended.is(200)) {
      run.progress("tidying", closed.incrementAndGet(), "cases closed");
    } else {
      errors.count("closure", ended);
    }
  }
}
