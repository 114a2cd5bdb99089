package org.opennrm.platform.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The headers around a published event: CloudEvents attributes in Kafka's binary mode, the position
 * in its stream, the versions in which its fact was published, the trace it belongs to, and which
 * copy of the topic it lies in.
 */
final class Envelope {
  static final String ID = "ce_id";
  static final String TYPE = "ce_type";
  static final String SOURCE = "ce_source";
  static final String SUBJECT = "ce_subject";
  static final String TIME = "ce_time";
  static final String SPEC_VERSION = "ce_specversion";
  static final String DATA_SCHEMA = "ce_dataschema";
  static final String CONTENT_TYPE = "content-type";
  static final String POSITION = "nrmposition";
  static final String VERSIONS = "nrmversions";
  static final String TRACE = "traceparent";

  /** The how-manieth copy of the topic it lies in; absent as long as none was lost. */
  static final String COPY = "nrmcopy";

  static final Pattern TYPE_NAME =
      Pattern.compile(
          "(?<family>nrm\\.[a-z0-9-]{1,60}\\.[a-z0-9-]{1,100})\\.v(?<version>[1-9][0-9]{0,3})");

  private Envelope() {}

  static ProducerRecord<String, String> record(
      String id,
      String topic,
      String subject,
      String type,
      Instant occurredAt,
      String payload,
      @Nullable String traceparent) {
    var record = new ProducerRecord<>(topic, subject, payload);
    put(record, ID, id);
    put(record, TYPE, type);
    put(record, SOURCE, topic);
    put(record, SUBJECT, subject);
    put(record, TIME, occurredAt.toString());
    put(record, SPEC_VERSION, "1.0");
    put(record, DATA_SCHEMA, "urn:nrm:schema:" + type);
    put(record, CONTENT_TYPE, "application/json");
    if (traceparent != null) {
      put(record, TRACE, traceparent);
    }
    return record;
  }

  static void put(ProducerRecord<String, String> record, String name, String value) {
    record.headers().add(name, value.getBytes(UTF_8));
  }

  static String text(byte[] value) {
    return new String(value, UTF_8);
  }
}
