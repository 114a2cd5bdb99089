package org.opennrm.platform.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.platform.messaging.EventLog;

/**
 * The one way out for what a service announces: standings follow the hand-overs among the events,
 * then all of them go to the event log, last in the transaction and in the order given.
 */
@ApplicationScoped
public class HandOvers {

  private final Standings standings;
  private final EventLog eventLog;

  @Inject
  HandOvers(Standings standings, EventLog eventLog) {
    this.standings = standings;
    this.eventLog = eventLog;
  }

  @Transactional(TxType.MANDATORY)
  public void announce(List<PublishedEvent> events) {
    standings.follow(events);
    eventLog.append(events);
  }
}
