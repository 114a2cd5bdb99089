package org.opennrm.identification.shelternews;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.opennrm.contracts.HandOverAcceptedV1;
import org.opennrm.contracts.HandOverEvent;
import org.opennrm.contracts.HandOverWithdrawnV1;
import org.opennrm.contracts.PersonArrivedV1;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.contracts.StayEndedV1;
import org.opennrm.identification.casefile.CaseFiles;
import org.opennrm.identification.casefile.Hosts;
import org.opennrm.platform.access.Standings;
import org.opennrm.platform.messaging.EventConsumer;
import org.opennrm.platform.messaging.Handling;
import org.opennrm.platform.messaging.Inbox;

/**
 * Somebody arrived in a shelter: from now on the sender of the referral reads "in assistance". And
 * which organisation houses the person: it does not decide about them, and may say here that they
 * are missing.
 */
@ApplicationScoped
class PlacementConsumer implements EventConsumer {

  private static final String PLACEMENT = "shelter-placement";

  private final Inbox inbox;
  private final CaseFiles caseFiles;
  private final Hosts hosts;
  private final Standings standings;

  @Inject
  PlacementConsumer(Inbox inbox, CaseFiles caseFiles, Hosts hosts, Standings standings) {
    this.inbox = inbox;
    this.caseFiles = caseFiles;
    this.hosts = hosts;
    this.standings = standings;
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
      case StayEndedV1 ended -> {
        hosts.left(ended.caseRef(), ended.at());
        standings.leaveFirst(ended.caseRef(), PLACEMENT, ended.at());
        yield Handling.done();
      }
      case HandOverEvent handOver -> {
        standings.follow(handOver);
        host(handOver);
        yield Handling.done();
      }
      case PublishedEvent _ -> Handling.notForUs();
    };
  }

  private void host(HandOverEvent handOver) {
    switch (handOver) {
      case HandOverAcceptedV1 taken when taken.step().equals(PLACEMENT) ->
          hosts.houses(taken.by(), taken.caseRef(), taken.handOver(), taken.at());
      case HandOverWithdrawnV1 given when given.step().equals(PLACEMENT) ->
          hosts.gaveUp(given.handOver());
      case HandOverEvent _ -> {}
    }
  }
}
