package org.opennrm.shelter.placement;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.opennrm.contracts.CaseClosedV1;
import org.opennrm.contracts.ConsentWithdrawnV1;
import org.opennrm.contracts.HandOverEvent;
import org.opennrm.contracts.KeepApartStatedV1;
import org.opennrm.contracts.KeepApartTakenBackV1;
import org.opennrm.contracts.NeedWithdrawnV1;
import org.opennrm.contracts.PersonDiedV1;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.contracts.ShelterNeededV1;
import org.opennrm.platform.access.Standings;
import org.opennrm.platform.messaging.EventConsumer;
import org.opennrm.platform.messaging.Handling;
import org.opennrm.platform.messaging.Inbox;

/**
 * Hears what people need, and when they no longer do; who must not meet; and who holds the
 * identification step now.
 */
@ApplicationScoped
class IdentificationConsumer implements EventConsumer {

  private static final String SHELTER = "shelter";

  private final Inbox inbox;
  private final SearchService searches;
  private final KeptApart keptApart;
  private final Standings standings;

  @Inject
  IdentificationConsumer(
      Inbox inbox, SearchService searches, KeptApart keptApart, Standings standings) {
    this.inbox = inbox;
    this.searches = searches;
    this.keptApart = keptApart;
    this.standings = standings;
  }

  @Override
  public String consumer() {
    return "shelter.placement";
  }

  @Incoming("needs")
  @Blocking
  void onNeed(ConsumerRecord<String, String> received) {
    inbox.take(this, received);
  }

  @Incoming("identification")
  @Blocking
  void onNews(ConsumerRecord<String, String> received) {
    inbox.take(this, received);
  }

  @Override
  public Handling handle(PublishedEvent event) {
    return switch (event) {
      case ShelterNeededV1 needed -> searches.seek(needed);
      case NeedWithdrawnV1 withdrawn -> searches.end(withdrawn);
      case KeepApartStatedV1 stated -> {
        keptApart.hear(stated);
        yield Handling.done();
      }
      case KeepApartTakenBackV1 takenBack -> {
        keptApart.hear(takenBack);
        yield Handling.done();
      }
      case CaseClosedV1 closed -> searches.end(closed.caseRef(), closed.by(), closed.at());
      case PersonDiedV1 died -> searches.end(died.caseRef(), died.by(), died.at());
      case ConsentWithdrawnV1 taken when taken.purpose().equals(SHELTER) ->
          searches.end(taken.caseRef(), taken.by(), taken.at());
      case HandOverEvent handOver -> {
        standings.follow(handOver);
        yield Handling.done();
      }
      case PublishedEvent _ -> Handling.notForUs();
    };
  }
}
