package org.opennrm.journeys.faults;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.opennrm.bench.Trouble;
import org.opennrm.journeys.faults.DatabaseProxy.Fate;
import org.opennrm.journeys.faults.DatabaseProxy.Statement;

/** Sudden death at the three moments at which an outbox or an inbox can go wrong. */
final class CrashPoints {

  private static final int TIMES = 2;
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
  private static final Duration FOR_THE_SERVER = Duration.ofMillis(100);

  private CrashPoints() {}

  /**
   * The business transaction is committed; neither the service nor anybody else has heard of it.
   */
  static void afterCommit(Scene scene) {
    crash(
        scene,
        scene.any(List.of("identification", "shelter")),
        statement -> statement.commitsAfter("insert into outbox_pending"),
        Fate.ANSWER_IS_LOST);
  }

  /** The broker has the event; what says so is never struck off. */
  static void beforeMark(Scene scene) {
    crash(
        scene,
        scene.any(List.of("identification", "shelter")),
        statement -> statement.text().startsWith("delete from outbox_pending"),
        Fate.IS_LOST);
  }

  /** A consumer's effect is committed; its offset never is. */
  static void afterEffect(Scene scene) {
    crash(
        scene,
        scene.any(List.of("coordination", "shelter")),
        statement -> statement.commitsAfter("insert into inbox "),
        Fate.ANSWER_IS_LOST);
  }

  private static void crash(Scene scene, String service, Predicate<Statement> moment, Fate fate) {
    BehindAProxy.let(
        scene,
        service,
        (_, proxy) -> {
          for (var time = 0; time < TIMES; time++) {
            if (time > 0) {
              scene.installation().start(service);
            }
            awaitMoment(proxy, service, moment, fate);
            scene.letWork(FOR_THE_SERVER);
            scene.installation().kill(service);
            proxy.behaveAgain();
            proxy.cutAll();
          }
        });
  }

  private static void awaitMoment(
      DatabaseProxy proxy, String service, Predicate<Statement> moment, Fate fate) {
    var came = new CountDownLatch(1);
    var first = new AtomicBoolean(true);
    proxy.behave(statement -> {
      if (moment.test(statement) && first.getAndSet(false)) {
        came.countDown();
        return fate;
      }
      return Fate.PASSES;
    });
    try {
      if (!came.await(LONG_ENOUGH.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Trouble(service + " never came to the point at which it was to crash.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    }
  }
}
