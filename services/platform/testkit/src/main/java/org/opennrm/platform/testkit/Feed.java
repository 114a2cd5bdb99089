package org.opennrm.platform.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.EventTypes;
import org.opennrm.contracts.PublishedEvent;

/**
 * Another service's events, published as that service publishes them: CloudEvents headers, keyed by
 * subject, positions without gaps. It writes the wire format by itself, so that a test finds out
 * when the platform's changes.
 */
public final class Feed implements AutoCloseable {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();
  private static final Map<String, Long> POSITIONS = new ConcurrentHashMap<>();

  private final String service;
  private final KafkaProducer<String, String> producer;

  private Feed(String service, String bootstrapServers) {
    this.service = service;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 0),
            new StringSerializer(),
            new StringSerializer());
  }

  /** The feed of a service on the broker of the running test. */
  public static Feed of(String service) {
    return new Feed(service, bootstrapServers());
  }

  public static Feed of(String service, KafkaBroker broker) {
    return new Feed(service, broker.bootstrapServers());
  }

  /** Publishes the events in order, each at the next position of its subject. */
  public void publish(PublishedEvent... events) {
    for (var event : events) {
      var stream = topicOf(event) + '/' + event.subject();
      send(record(POSITIONS.merge(stream, 1L, Long::sum), event));
    }
  }

  /**
   * The record of an event at a position of one's choice, to be sent as it is or spoiled before.
   */
  public ProducerRecord<String, String> record(long position, PublishedEvent event) {
    var type = PublishedEvent.typeOf(event.getClass());
    var topic = topicOf(event);
    var record = new ProducerRecord<>(topic, event.subject(), json(event));
    put(record, "ce_id", UUID.randomUUID().toString());
    put(record, "ce_type", type);
    put(record, "ce_source", topic);
    put(record, "ce_subject", event.subject());
    put(record, "ce_time", Instant.now().toString());
    put(record, "ce_specversion", "1.0");
    put(record, "ce_dataschema", "urn:nrm:schema:" + type);
    put(record, "content-type", "application/json");
    put(record, "nrmposition", String.valueOf(position));
    put(record, "nrmversions", String.valueOf(EventTypes.versionOf(type)));
    return record;
  }

  /** Replaces a header of a record. */
  public static ProducerRecord<String, String> put(
      ProducerRecord<String, String> record, String header, String value) {
    record.headers().remove(header).add(header, value.getBytes(UTF_8));
    return record;
  }

  /** Sends a record and waits until the broker has it. */
  public void send(ProducerRecord<String, String> record) {
    try {
      producer.send(record).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The broker refused a record", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Everything that a topic holds now, in the order of each partition. */
  public static List<OnTopic> read(String topic) {
    return readFrom(topic, bootstrapServers(), Optional.empty());
  }

  public static List<OnTopic> read(String topic, KafkaBroker broker) {
    return readFrom(topic, broker.bootstrapServers(), Optional.empty());
  }

  /**
   * What a topic holds about one subject, in the order in which it came there. Only the partition
   * in which all producers put a subject is read.
   */
  public static List<OnTopic> readAbout(String topic, String subject) {
    return readFrom(topic, bootstrapServers(), Optional.of(subject)).stream()
        .filter(record -> subject.equals(record.key()))
        .toList();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }

  private static List<OnTopic> readFrom(
      String topic, String bootstrapServers, Optional<String> subject) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false),
            new StringDeserializer(),
            new StringDeserializer())) {
      var all = consumer.partitionsFor(topic);
      var partitions =
          all.stream()
              .map(PartitionInfo::partition)
              .filter(each ->
                  subject.isEmpty() || each == partitionOf(subject.orElseThrow(), all.size()))
              .map(each -> new TopicPartition(topic, each))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      var found = new ArrayList<OnTopic>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          var headers = new TreeMap<String, String>();
          record
              .headers()
              .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
          found.add(
              new OnTopic(
                  record.partition(), record.offset(), record.key(), record.value(), headers));
        }
      }
      found.sort(Comparator.comparingInt(OnTopic::partition).thenComparingLong(OnTopic::offset));
      return found;
    }
  }

  private static int partitionOf(String subject, int partitions) {
    return BuiltInPartitioner.partitionForKey(subject.getBytes(UTF_8), partitions);
  }

  private String topicOf(PublishedEvent event) {
    return event.feed().topicOf(service);
  }

  private static String json(PublishedEvent event) {
    try {
      return JSON.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String bootstrapServers() {
    var servers = System.getProperty(KafkaResource.BOOTSTRAP);
    if (servers == null) {
      throw new IllegalStateException("No broker runs: add @QuarkusTestResource(Infra.class)");
    }
    return servers;
  }

  /** A record as it lies on a topic. */
  public record OnTopic(
      int partition,
      long offset,
      @Nullable String key,
      @Nullable String value,
      Map<String, String> headers) {

    /** The wire name of the event. */
    public @Nullable String type() {
      return headers.get("ce_type");
    }

    /** The position in the stream of its subject; 0 when the record has none. */
    public long position() {
      return Long.parseLong(headers.getOrDefault("nrmposition", "0"));
    }

    /** The event itself. */
    public PublishedEvent event() {
      var type = type();
      var record =
          EventTypes.recordOf(type == null ? "" : type)
              .orElseThrow(() -> new IllegalStateException("No event of ours: " + type));
      try {
        return JSON.readValue(value, record);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
