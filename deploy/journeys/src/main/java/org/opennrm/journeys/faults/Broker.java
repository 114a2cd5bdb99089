package org.opennrm.journeys.faults;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.opennrm.bench.Trouble;
import org.opennrm.local.Installation;

/** The broker as its administrator sees it: reads every topic, and writes what no service would. */
final class Broker {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Installation installation;

  Broker(Installation installation) {
    this.installation = installation;
  }

  /** Every record of the topics, partition by partition in order. */
  List<ConsumerRecord<String, String>> records(List<String> topics) {
    var settings = new HashMap<>(installation.kafkaAdminSettings());
    settings.put("allow.auto.create.topics", false);
    try (var reader =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      var partitions =
          topics.stream()
              .flatMap(topic -> reader.partitionsFor(topic).stream())
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      reader.assign(partitions);
      reader.seekToBeginning(partitions);
      var ends = reader.endOffsets(partitions);
      var records = new ArrayList<ConsumerRecord<String, String>>();
      var deadline = System.nanoTime() + PATIENCE.toNanos();
      while (ends.entrySet().stream()
          .anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
        if (System.nanoTime() > deadline) {
          throw new Trouble("The topics cannot be read to their ends.");
        }
        reader.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }

  /** All copies of events, as the checks look at them. */
  List<Copy> copies() {
    return records(Road.TOPICS).stream()
        .map(record ->
            new Copy(
                record.topic(),
                String.valueOf(record.key()),
                header(record, "ce_id"),
                number(header(record, "nrmposition")),
                String.valueOf(record.value())))
        .toList();
  }

  private static String header(ConsumerRecord<String, String> record, String name) {
    return Optional.ofNullable(record.headers().lastHeader(name))
        .map(header -> new String(header.value(), StandardCharsets.UTF_8))
        .orElse("");
  }

  private static long number(String text) {
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }

  /**
   * Joins the group of a service's readers, waits for partitions, holds them for a while without
   * taking anything in, and leaves.
   */
  void visit(String service, Duration stay) {
    var settings = new HashMap<>(installation.kafkaAdminSettings());
    settings.put("group.id", service);
    settings.put("enable.auto.commit", false);
    settings.put("session.timeout.ms", 6_000);
    settings.put("heartbeat.interval.ms", 500);
    try (var reader =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      reader.subscribe(Road.topicsReadBy(service));
      var deadline = System.nanoTime() + PATIENCE.toNanos();
      while (reader.assignment().isEmpty()) {
        if (System.nanoTime() > deadline) {
          throw new Trouble("The readers of " + service + " do not let anybody join.");
        }
        reader.poll(Duration.ofMillis(100));
      }
      reader.poll(stay);
    }
  }

  /** Writes records in this order, and waits until the broker has them. */
  void write(List<ProducerRecord<String, String>> records) {
    try (var producer = producer()) {
      for (var answer : records.stream().map(producer::send).toList()) {
        answer.get();
      }
    } catch (ExecutionException e) {
      throw new Trouble("The broker does not take a record: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    }
  }

  /** Whether the broker takes it; a limit that it keeps to is no trouble. */
  boolean takes(ProducerRecord<String, String> record) {
    try {
      write(List.of(record));
      return true;
    } catch (Trouble _) {
      return false;
    }
  }

  private KafkaProducer<String, String> producer() {
    Map<String, Object> settings = new HashMap<>(installation.kafkaAdminSettings());
    settings.put("acks", "all");
    settings.put("max.request.size", 20 << 20);
    settings.put("buffer.memory", 64 << 20);
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }

  /**
   * Lets a service's consumers begin every topic anew. Its process must have ended; the broker may
   * need a moment to see that.
   */
  void rewind(String service) {
    var beginnings =
        Road.topicsReadBy(service).stream()
            .flatMap(topic -> partitions(topic).stream())
            .collect(Collectors.toMap(each -> each, _ -> new OffsetAndMetadata(0)));
    try (var admin = Admin.create(installation.kafkaAdminSettings())) {
      var deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!rewound(admin, service, beginnings)) {
        if (System.nanoTime() > deadline) {
          throw new Trouble("The consumers of " + service + " cannot be sent to the beginning.");
        }
      }
    }
  }

  /** Takes every right of every service away, for as long as something lasts. */
  void withoutRights(Runnable something) {
    try (var admin = Admin.create(installation.kafkaAdminSettings())) {
      var rights = admin.describeAcls(AclBindingFilter.ANY).values().get();
      try {
        admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
        something.run();
      } finally {
        admin.createAcls(rights).all().get();
      }
    } catch (ExecutionException e) {
      throw new Trouble("The broker's rules cannot be changed.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    }
  }

  private static boolean rewound(
      Admin admin, String group, Map<TopicPartition, OffsetAndMetadata> beginnings) {
    try {
      admin.alterConsumerGroupOffsets(group, beginnings).all().get();
      return true;
    } catch (ExecutionException _) {
      // The group still counts the member that has died.
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    }
  }

  private List<TopicPartition> partitions(String topic) {
    try (var admin = Admin.create(installation.kafkaAdminSettings())) {
      return admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .get()
          .get(topic)
          .partitions()
          .stream()
          .map(each -> new TopicPartition(topic, each.partition()))
          .toList();
    } catch (ExecutionException e) {
      throw new Trouble("The broker does not know " + topic + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    }
  }
}
