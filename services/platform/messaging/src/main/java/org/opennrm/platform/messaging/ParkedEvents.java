package org.opennrm.platform.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What waits in the inboxes of this service, for whoever looks after it. */
@ApplicationScoped
public class ParkedEvents {
  private final Inbox inbox;
  private final InboxStore store;

  ParkedEvents(Inbox inbox, InboxStore store) {
    this.inbox = inbox;
    this.store = store;
  }

  /** All parked events, the longest waiting first. */
  public List<ParkedEvent> list() {
    return store.parked();
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
