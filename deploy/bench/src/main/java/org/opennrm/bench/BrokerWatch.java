package org.opennrm.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.opennrm.local.Installation;

/**
 * When each event could be read from the broker: a reader in the driver that asks for everything at
 * once and notes the system's clock, the one that PostgreSQL stamps commits with. The broker itself
 * keeps only the time at which the relay made the record.
 */
final class BrokerWatch implements AutoCloseable {

  private static final int AT_ONCE = 5_000;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<UUID, Instant> seen = new ConcurrentHashMap<>();
  private final Thread reader =
      Thread.ofPlatform().daemon().name("broker-watch").unstarted(this::read);
  private volatile @Nullable RuntimeException failure;

  private BrokerWatch(KafkaConsumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /** Sees what is sent from now on, on the topics of every service. */
  static BrokerWatch begin(Installation installation) {
    Map<String, Object> settings = new HashMap<>(installation.kafkaAdminSettings());
    settings.put("enable.auto.commit", false);
    settings.put("fetch.min.bytes", 1);
    var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.listTopics().values().stream()
            .flatMap(List::stream)
            .filter(each ->
                installation.services().stream()
                    .anyMatch(s -> each.topic().matches("nrm\\." + s + "(\\..*)?")))
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    // Positions are asked for lazily; from here on they stand.
    partitions.forEach(consumer::position);
    BrokerWatch watch = new BrokerWatch(consumer);
    watch.reader.start();
    return watch;
  }

  private void read() {
    try {
      while (true) {
        var records = consumer.poll(PATIENCE);
        Instant now = Instant.now();
        for (ConsumerRecord<byte[], byte[]> each : records) {
          @Nullable Header id = each.headers().lastHeader("ce_id");
          if (id != null) {
            seen.putIfAbsent(UUID.fromString(new String(id.value(), StandardCharsets.UTF_8)), now);
          }
        }
      }
    } catch (WakeupException | InterruptException _) {
      // Asked to end.
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  /** From the stamp of the commit that holds an event to the moment at which it could be read. */
  Latencies.Summary sinceCommit(List<Connection> databases) {
    Latencies times = new Latencies();
    List<UUID> ids = new ArrayList<>(seen.keySet());
    try {
      for (Connection database : databases) {
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
          record(database, ids.subList(from, Math.min(ids.size(), from + AT_ONCE)), times);
        }
      }
    } catch (SQLException e) {
      throw new Trouble("The event logs cannot be read: " + e.getMessage(), e);
    }
    return times.summary();
  }

  private void record(Connection database, List<UUID> ids, Latencies times) throws SQLException {
    try (PreparedStatement query =
        database.prepareStatement(
            "select id, pg_xact_commit_timestamp(xmin) from event_log where id = any (?)")) {
      Array wanted = database.createArrayOf("uuid", ids.toArray());
      query.setArray(1, wanted);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          Instant committed = rows.getObject(2, OffsetDateTime.class).toInstant();
          Instant read = seen.get(rows.getObject(1, UUID.class));
          if (read != null) {
            times.record(Duration.between(committed, read).toNanos());
          }
        }
      }
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    }
    consumer.close();
    @Nullable RuntimeException failed = failure;
    if (failed != null) {
      throw new Trouble("The broker could not be watched: " + failed.getMessage(), failed);
    }
  }
}
