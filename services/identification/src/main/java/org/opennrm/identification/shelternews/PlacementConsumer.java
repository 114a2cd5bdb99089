package org.opennrm.identification.shelternews;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.opennrm.contracts.PersonArrivedV1;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.identification.casefile.CaseFiles;
import org.opennrm.platform.messaging.EventConsumer;
import org.opennrm.platform.messaging.Handling;
import org.opennrm.platform.messaging.Inbox;

/** Somebody arrived in a shelter: from now on the sender of the referral reads "in assistance". */
@ApplicationScoped
class PlacementConsumer implements EventConsumer {

  private final Inbox inbox;
  private final CaseFiles caseFiles;

  @Inject
  PlacementConsumer(Inbox inbox, CaseFiles caseFiles) {
    this.inbox = inbox;
    this.caseFiles = caseFiles;
  }

  @Incoming("shelter")
  @Blocking
  void on(ConsumerRecords<String, String> received) {
    inbox.take(this, received);
  }

  @Override
  public String consumer() {
    return "identification.placement";
  }

  @Override
  public Handling handle(PublishedEvent event) {
    return switch (event) {
      case PersonArrivedV1 arrived -> {
        caseFiles.assistanceBegan(arrived.caseRef(), arrived.at());
        yield Handling.done();
      }
      case PublishedEvent _ -> Handling.notForUs();
    };
  }
}
