package org.opennrm.coordination.news;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.opennrm.contracts.AlarmEvent;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.coordination.alarm.AlarmProjection;
import org.opennrm.coordination.ledger.HandOverProjection;
import org.opennrm.platform.messaging.EventConsumer;
import org.opennrm.platform.messaging.Handling;
import org.opennrm.platform.messaging.Inbox;

/** What shelter announces: hand-overs for the ledger, alarms for their desk. */
@ApplicationScoped
class ShelterNews implements EventConsumer {

  private final Inbox inbox;
  private final HandOverProjection handOvers;
  private final AlarmProjection alarms;

  @Inject
  ShelterNews(Inbox inbox, HandOverProjection handOvers, AlarmProjection alarms) {
    this.inbox = inbox;
    this.handOvers = handOvers;
    this.alarms = alarms;
  }

  @Incoming("shelter")
  @Blocking
  void on(ConsumerRecords<String, String> received) {
    inbox.take(this, received);
  }

  @Override
  public String consumer() {
    return "coordination.ledger.shelter";
  }

  @Override
  public Handling handle(PublishedEvent event) {
    return switch (event) {
      case AlarmEvent alarm -> alarms.take("shelter", alarm);
      case PublishedEvent _ -> handOvers.take("shelter", event);
    };
  }
}
