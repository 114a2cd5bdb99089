package org.opennrm.platform.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.opennrm.contracts.PlacementSoughtV1;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.contracts.ScreeningRecordedV1;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.NeedRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.PlacementRef;

/** Events of invented cases, and records as a consumer meets them. */
final class Samples {
  static final String PLACEMENTS = "nrm.shelter";
  static final String CASES = "nrm.identification";

  static final int PARTITIONS = 12;
  private static final RandomGenerator RANDOM = new SecureRandom();
  private static final Instant THEN = Instant.parse("2027-03-01T09:30:00Z");

  private Samples() {}

  static CaseRef aCase() {
    return CaseRef.mint(RANDOM);
  }

  /** Which partition of a topic holds what is published about a case. */
  static int partitionOf(CaseRef caseRef) {
    return Utils.toPositive(Utils.murmur2(caseRef.value().getBytes(UTF_8))) % PARTITIONS;
  }

  /** Something that the shelter service would publish. */
  static PublishedEvent sought(CaseRef caseRef) {
    return sought(caseRef, 0);
  }

  /** The same with a number that can be told from the event: it happened so many seconds later. */
  static PublishedEvent sought(CaseRef caseRef, long number) {
    return new PlacementSoughtV1(
        caseRef, PlacementRef.mint(RANDOM), NeedRef.mint(RANDOM), THEN.plusSeconds(number));
  }

  static long numberOf(PublishedEvent event) {
    return event instanceof PlacementSoughtV1 sought
        ? sought.at().getEpochSecond() - THEN.getEpochSecond()
        : -1;
  }

  /** Something that this service, which calls itself identification, publishes. */
  static PublishedEvent screened(CaseRef caseRef) {
    return new ScreeningRecordedV1(caseRef, new OrganisationCode("ba-identification"), THEN);
  }

  static ConsumerRecord<String, String> received(ProducerRecord<String, String> sent) {
    return received(sent, 0);
  }

  static ConsumerRecord<String, String> received(ProducerRecord<String, String> sent, long offset) {
    var received = new ConsumerRecord<>(sent.topic(), 0, offset, sent.key(), sent.value());
    sent.headers().forEach(received.headers()::add);
    return received;
  }
}
