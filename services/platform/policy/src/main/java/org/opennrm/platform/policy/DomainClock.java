package org.opennrm.platform.policy;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The time the domain lives in: real time, moved forward by the sandbox's offset where there is a
 * sandbox. It never goes backwards by being moved. Tokens, retries and heartbeats do not use it.
 */
@ApplicationScoped
public class DomainClock {

  private final Clock technical = Clock.systemUTC();
  private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

  /** To the microsecond, which is what the database keeps: what was answered is what is stored. */
  public Instant now() {
    return technical.instant().plus(offset.get()).truncatedTo(ChronoUnit.MICROS);
  }

  /** How far the sandbox stands ahead of real time; zero outside a sandbox. */
  public Duration offset() {
    return offset.get();
  }

  /** Moves to the offset that the sandbox announced; a smaller one than today's is left unheard. */
  public void moveTo(Duration announced) {
    offset.accumulateAndGet(announced, (now, next) -> next.compareTo(now) > 0 ? next : now);
  }
}
