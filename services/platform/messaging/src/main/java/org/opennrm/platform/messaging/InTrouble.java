package org.opennrm.platform.messaging;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.opennrm.platform.messaging.model.InboxDecision;
import org.opennrm.platform.messaging.model.InboxDecision.Trouble;
import org.opennrm.platform.messaging.model.InboxDecision.TryAgain;

/**
 * What the inbox does while something fails: finds out whether the event is to blame, and holds on
 * for as long as it is the database. A record is neither given up nor acknowledged meanwhile.
 */
@Singleton
class InTrouble {
  private static final Logger LOG = Logger.getLogger(Inbox.class);
  private static final Duration REMIND_AFTER = Duration.ofMinutes(1);

  private final InboxStore store;
  private volatile boolean stopping;

  InTrouble(InboxStore store) {
    this.store = store;
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
  }

  /** A failure while the database does not even answer says nothing about the event. */
  Trouble blame(Throwable failure) {
    if (Blame.of(failure) == Trouble.NOT_THE_EVENT) {
      return Trouble.NOT_THE_EVENT;
    }
    try {
      store.probe();
      return Trouble.THE_EFFECT;
    } catch (DatabaseTrouble away) {
      return Trouble.NOT_THE_EVENT;
    }
  }

  /**
   * Does what needs nothing but the database, however long that takes to answer.
   *
   * @throws StoppedTaking when the service stops before
   */
  <T> T holdOn(Supplier<T> work) {
    var spell = begins();
    while (true) {
      try {
        return work.get();
      } catch (RuntimeException failure) {
        spell.goesOn(failure);
        if (InboxDecision.onFailure(Trouble.NOT_THE_EVENT, spell.tries(), "")
            instanceof TryAgain(var pause)) {
          pause(pause);
        }
      }
    }
  }

  /**
   * @throws StoppedTaking when the service stops meanwhile
   */
  void pause(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedTaking();
    }
    if (stopping) {
      throw new StoppedTaking();
    }
  }

  Spell begins() {
    return new Spell();
  }

  /** One time of trouble: told once, and again every minute while it lasts. */
  final class Spell {
    private int tries;
    private long lastSaid;

    private Spell() {}

    /** How often it was tried in vain. */
    int tries() {
      return tries;
    }

    void goesOn(Throwable failure) {
      tries++;
      store.forgetDeadConnections();
      if (failure instanceof TakenMeanwhile) {
        return;
      }
      var now = System.nanoTime();
      if (tries == 3 || (tries > 3 && now - lastSaid > REMIND_AFTER.toNanos())) {
        lastSaid = now;
        LOG.warnf(
            "Events cannot be taken in: %s; the record stays unacknowledged and is tried again",
            Blame.nameOf(failure));
      }
    }
  }
}
