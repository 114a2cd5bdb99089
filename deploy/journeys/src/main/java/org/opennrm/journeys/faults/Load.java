package org.opennrm.journeys.faults;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.opennrm.bench.Seeded;

/**
 * A modest steady load through the public doors. New people come at their moments whether or not
 * anybody answers (an open model); the shelters' desks work beside them.
 */
final class Load implements AutoCloseable {

  private static final List<String> OPERATORS =
      List.of("ba-iom", "ba-la-strada", "ba-forum-of-solidarity", "ba-zene-za-une", "ba-lara");
  private static final Duration DESKS_PAUSE = Duration.ofMillis(300);
  private static final Duration GLANCE = Duration.ofMillis(20);

  private final Client client;
  private final ClientMemory memory;
  private final long seed;
  private final String run;
  private final Duration between;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger busy = new AtomicInteger();
  private final AtomicInteger people = new AtomicInteger();
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile boolean flowing;
  private volatile boolean ended;

  /**
   * @param run marks everything that this load creates
   * @param rate people a second
   */
  Load(Client client, ClientMemory memory, long seed, String run, int rate) {
    this.client = client;
    this.memory = memory;
    this.seed = seed;
    this.run = run;
    this.between = Duration.ofSeconds(1).dividedBy(rate);
    threads.execute(this::letPeopleCome);
    for (var operator : OPERATORS) {
      var desk =
          new ShelterDesk(client, memory, operator, Seeded.stream(seed, "desk " + operator, 0));
      threads.execute(() -> work(desk));
    }
  }

  void flow() {
    flowing = true;
  }

  /** Nobody new comes; who is under way goes on. */
  void stop() {
    flowing = false;
  }

  /** Whether everybody under way has come to an end within the patience. */
  boolean cameToRest(Duration patience) {
    var deadline = System.nanoTime() + patience.toNanos();
    while (busy.get() > 0 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(GLANCE.toNanos());
    }
    return busy.get() == 0;
  }

  /** How many people were refused a step on their way: nothing is broken by that. */
  int refusals() {
    return refusals.get();
  }

  /** What went wrong in the driver itself; a load that failed proves nothing. */
  Optional<Throwable> failure() {
    return Optional.ofNullable(failure.get());
  }

  Journey journey(String own) {
    return new Journey(client, memory, seed, own);
  }

  private void letPeopleCome() {
    var next = System.nanoTime();
    while (!ended) {
      next += between.toNanos();
      LockSupport.parkNanos(next - System.nanoTime());
      if (flowing) {
        var own = run + "/" + people.incrementAndGet();
        busy.incrementAndGet();
        threads.execute(() ->
            counted(() -> {
              if (!journey(own).walk()) {
                refusals.incrementAndGet();
              }
            }));
      }
    }
  }

  private void work(ShelterDesk desk) {
    while (!ended) {
      LockSupport.parkNanos(DESKS_PAUSE.toNanos());
      busy.incrementAndGet();
      counted(() -> {
        if (flowing) {
          desk.answerOne();
        }
      });
    }
  }

  private void counted(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    } finally {
      busy.decrementAndGet();
    }
  }

  @Override
  public void close() {
    flowing = false;
    ended = true;
    threads.close();
  }
}
