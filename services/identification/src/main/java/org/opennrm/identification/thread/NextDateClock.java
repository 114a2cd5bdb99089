package org.opennrm.identification.thread;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.opennrm.identification.help.NextDates;
import org.opennrm.platform.messaging.Timers;

/** Strikes when a case has been without a next date for longer than the country allows. */
@ApplicationScoped
class NextDateClock implements Timers {

  private static final Logger LOG = Logger.getLogger(NextDateClock.class);

  private final NextDates nextDates;
  private final ThreadService threads;
  private volatile boolean stopped;

  @Inject
  NextDateClock(NextDates nextDates, ThreadService threads) {
    this.nextDates = nextDates;
    this.threads = threads;
  }

  @Override
  @Transactional
  public int due(Instant now) {
    return nextDates.countToAlarm(now);
  }

  /** A few in one transaction, until none is left. */
  @Scheduled(
      every = "1s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class)
  void strike() {
    try {
      while (threads.alarmOfSome()) {
        stopped = false;
      }
    } catch (RuntimeException e) {
      if (!stopped) {
        LOG.warnf("Next dates cannot be watched: %s; tried again", e.getClass().getName());
      }
      stopped = true;
    }
  }
}
