package org.opennrm.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OpenModelTest {

  private final Latencies late = new Latencies();
  private final OpenModel model = new OpenModel(late);

  @Test
  void callsStartThoughNoneBeforeThemWasAnswered() {
    int count = 50;
    CountDownLatch allStarted = new CountDownLatch(count);
    AtomicInteger answered = new AtomicInteger();

    model.drive(
        Arrivals.even(count, Duration.ofMillis(200)),
        Beginning.soon(),
        _ -> {
          allStarted.countDown();
          // Each is answered only once all have started: a closed loop would wait here for ever.
          if (started(allStarted)) {
            answered.incrementAndGet();
          }
        });

    assertThat(answered).hasValue(count);
  }

  @Test
  void aCallsTimeCountsFromItsIntendedStart() {
    Latencies seen = new Latencies();
    Beginning longAgo =
        new Beginning(
            java.time.Instant.now().minusSeconds(3),
            System.nanoTime() - Duration.ofSeconds(3).toNanos());

    model.drive(
        Arrivals.even(1, Duration.ofSeconds(1)),
        longAgo,
        intended -> seen.record(intended.nanosSince()));

    assertThat(seen.summary().max()).isGreaterThanOrEqualTo(3_000);
    assertThat(late.summary().max()).isGreaterThanOrEqualTo(3_000);
  }

  @Test
  void noCallStartsBeforeItsTime() {
    Beginning beginning = Beginning.soon();
    AtomicInteger early = new AtomicInteger();

    model.drive(
        Arrivals.random(100, Duration.ofMillis(300), Seeded.stream(3, "test", 1)),
        beginning,
        intended -> {
          if (intended.nanosSince() < 0) {
            early.incrementAndGet();
          }
        });

    assertThat(early).hasValue(0);
    assertThat(late.summary().count()).isEqualTo(100);
  }

  @Test
  void anErrorOfTheDriverItselfIsNotSwallowed() {
    Arrivals two = Arrivals.even(2, Duration.ofMillis(2));

    assertThatThrownBy(() ->
            model.drive(
                two,
                Beginning.soon(),
                _ -> {
                  throw new IllegalArgumentException("broken");
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("broken");
  }

  private static boolean started(CountDownLatch all) {
    try {
      return all.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
