package org.opennrm.coordination.news;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.opennrm.contracts.AlarmEvent;
import org.opennrm.contracts.PersonFoundV1;
import org.opennrm.contracts.PersonMissingV1;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.coordination.alarm.AlarmProjection;
import org.opennrm.coordination.ledger.HandOverProjection;
import org.opennrm.coordination.missing.MissingProjection;
import org.opennrm.platform.messaging.EventConsumer;
import org.opennrm.platform.messaging.Handling;
import org.opennrm.platform.messaging.Inbox;

/**
 * What identification announces: hand-overs for the ledger, alarms for their desk, and who is
 * missing for the clocks.
 */
@ApplicationScoped
class IdentificationNews implements EventConsumer {

  private final Inbox inbox;
  private final HandOverProjection handOvers;
  private final AlarmProjection alarms;
  private final MissingProjection missing;

  @Inject
  IdentificationNews(
      Inbox inbox,
      HandOverProjection handOvers,
      AlarmProjection alarms,
      MissingProjection missing) {
    this.inbox = inbox;
    this.handOvers = handOvers;
    this.alarms = alarms;
    this.missing = missing;
  }

  @Incoming("identification")
  @Blocking
  void on(ConsumerRecords<String, String> received) {
    inbox.take(this, received);
  }

  /** Hand-overs of health go another way, which prosecution does not see. */
  @Incoming("identification-needs")
  @Blocking
  void onNeeds(ConsumerRecords<String, String> received) {
    inbox.take(this, received);
  }

  @Override
  public String consumer() {
    return "coordination.ledger.identification";
  }

  @Override
  public Handling handle(PublishedEvent event) {
    return switch (event) {
      case AlarmEvent alarm -> alarms.take("identification", alarm);
      case PersonMissingV1 gone -> missing.take(gone);
      case PersonFoundV1 back -> missing.take(back);
      case PublishedEvent _ -> handOvers.take("identification", event);
    };
  }
}
