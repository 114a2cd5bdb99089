package org.opennrm.coordination.figures;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.opennrm.contracts.NeedUnmetCountedV1;
import org.opennrm.contracts.PersonInNeedCountedV1;
import org.opennrm.contracts.PersonPlacedCountedV1;
import org.opennrm.contracts.PersonPresumedCountedV1;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.platform.messaging.Handling;
import org.opennrm.platform.messaging.Inbox;
import org.opennrm.platform.messaging.Projection;

/** The facts of every service, on their way into the figures. */
@ApplicationScoped
class FactsConsumer implements Projection {

  /** The name under which the inbox remembers. */
  static final String NAME = "coordination.figures";

  private final Inbox inbox;
  private final PersonProjection persons;

  @Inject
  FactsConsumer(Inbox inbox, PersonProjection persons) {
    this.inbox = inbox;
    this.persons = persons;
  }

  @Incoming("identification-facts")
  @Blocking
  void onIdentification(ConsumerRecords<String, String> received) {
    inbox.take(this, received);
  }

  @Incoming("shelter-facts")
  @Blocking
  void onShelter(ConsumerRecords<String, String> received) {
    inbox.take(this, received);
  }

  @Override
  public String consumer() {
    return NAME;
  }

  @Override
  public Handling handle(PublishedEvent event) {
    switch (event) {
      case PersonInNeedCountedV1 counted -> persons.inNeed(counted);
      case PersonPresumedCountedV1 counted -> persons.presumed(counted);
      case PersonPlacedCountedV1 counted -> persons.placed(counted);
      case NeedUnmetCountedV1 counted -> persons.unmet(counted);
      case PublishedEvent _ -> {
        return Handling.notForUs();
      }
    }
    return Handling.done();
  }

  @Override
  public void forget() {
    persons.forget();
  }
}
