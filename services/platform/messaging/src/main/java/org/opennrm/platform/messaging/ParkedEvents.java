package org.opennrm.platform.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import org.opennrm.platform.policy.DomainClock;

/** What waits in the inboxes of this service, for whoever looks after it. */
@ApplicationScoped
public class ParkedEvents {
  private final Inbox inbox;
  private final ParkedTable parked;
  private final DomainClock clock;

  ParkedEvents(Inbox inbox, ParkedTable parked, DomainClock clock) {
    this.inbox = inbox;
    this.parked = parked;
    this.clock = clock;
  }

  /** All parked events, the longest waiting first. */
  public List<ParkedEvent> list() {
    return parked.all();
  }

  /** The subjects that stand still in a consumer, the longest waiting first. */
  public List<BlockedSubject> blocked() {
    return parked.blocked(clock.now()).stream()
        .sorted(Comparator.comparing(each -> each.head().parkedAt()))
        .toList();
  }

  /**
   * Takes the event at the head of a stream out of the way for good, without its effect, and those
   * behind it in. Its effect is lost knowingly: for a record that nobody can ever read.
   *
   * @return how many events were taken in or set aside
   */
  public int setAside(String consumer, String source, String subject) {
    return inbox.setAside(consumer, source, subject);
  }

  /**
   * Takes the parked events of one consumer, source and subject in, in order, until none is left or
   * one fails again.
   *
   * @return how many were taken in
   */
  public int release(String consumer, String source, String subject) {
    return inbox.release(consumer, source, subject);
  }
}
