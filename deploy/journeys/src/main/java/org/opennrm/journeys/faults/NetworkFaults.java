package org.opennrm.journeys.faults;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.opennrm.journeys.faults.DatabaseProxy.Fate;

/** A network between service and database that breaks at the worst moment, or is just bad. */
final class NetworkFaults {

  private static final int CUTS = 12;
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(40);
  private static final Duration A_WHILE = Duration.ofSeconds(10);

  private NetworkFaults() {}

  /** Whether a commit was carried out is unknown to the one who asked for it. */
  static void cutAtCommit(Scene scene) {
    var service = scene.any(List.of("identification", "shelter"));
    var draws = new SplittableRandom(scene.random().nextLong());
    BehindAProxy.let(
        scene,
        service,
        (_, proxy) -> {
          var cuts = new AtomicInteger();
          proxy.behave(statement -> {
            if (!statement.commits() || !chance(draws, 6) || cuts.incrementAndGet() > CUTS) {
              return Fate.PASSES;
            }
            return chance(draws, 2) ? Fate.CUT_BEFORE : Fate.CUT_AFTER;
          });
          scene.happens(LONG_ENOUGH, () -> cuts.get() >= CUTS);
          scene.say("%d connections of %s cut at COMMIT", Math.min(CUTS, cuts.get()), service);
          proxy.behaveAgain();
        });
  }

  /** Every statement takes its time, some take long, and now and then a connection is lost. */
  static void slowAndLossy(Scene scene) {
    var service = scene.anyService();
    var draws = new SplittableRandom(scene.random().nextLong());
    BehindAProxy.let(
        scene,
        service,
        (_, proxy) -> {
          proxy.behave(_ -> {
            LockSupport.parkNanos(Duration.ofMillis(chance(draws, 100) ? 500 : 5).toNanos());
            return chance(draws, 200) ? Fate.CUT_BEFORE : Fate.PASSES;
          });
          scene.letWork(A_WHILE);
          proxy.behaveAgain();
        });
  }

  /** The service still speaks to the database, and hears nothing any more. */
  static void cutOneWay(Scene scene) {
    var service = scene.anyService();
    BehindAProxy.let(
        scene,
        service,
        (_, proxy) -> {
          scene.letWork(Duration.ofSeconds(2));
          proxy.loseAllAnswers();
          scene.letWork(A_WHILE);
          proxy.behaveAgain();
          proxy.cutAll();
          scene.letWork(Duration.ofSeconds(2));
        });
  }

  private static boolean chance(SplittableRandom draws, int oneIn) {
    synchronized (draws) {
      return draws.nextInt(oneIn) == 0;
    }
  }
}
