package org.opennrm.coordination.ledger;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.platform.messaging.EventConsumer;
import org.opennrm.platform.messaging.Handling;
import org.opennrm.platform.messaging.Inbox;

/** The hand-overs that identification owns, on their way into the ledger. */
@ApplicationScoped
class IdentificationHandOvers implements EventConsumer {

  private final Inbox inbox;
  private final HandOverProjection projection;

  @Inject
  IdentificationHandOvers(Inbox inbox, HandOverProjection projection) {
    this.inbox = inbox;
    this.projection = projection;
  }

  @Incoming("identification")
  @Blocking
  void on(ConsumerRecords<String, String> received) {
    inbox.take(this, received);
  }

  /** Those of health go another way, which prosecution does not see. */
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
    return projection.take("identification", event);
  }
}
