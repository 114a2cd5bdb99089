package peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.format.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Debezium's engine as a relay: what is written into the outbox goes to the broker, in order. */
public final class Engine {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Engine() {}

  public static void main(String... arguments) throws Exception {
    var postgres = System.getenv("PEER_POSTGRES").split(":");
    var settings = new Properties();
    settings.putAll(
        Map.ofEntries(
            Map.entry("name", "peer"),
            Map.entry("connector.class", "io.debezium.connector.postgresql.PostgresConnector"),
            Map.entry("plugin.name", "pgoutput"),
            Map.entry("slot.name", "peer"),
            Map.entry("slot.drop.on.stop", "true"),
            Map.entry("publication.autocreate.mode", "filtered"),
            Map.entry("database.hostname", postgres[0]),
            Map.entry("database.port", postgres[1]),
            Map.entry("database.user", "postgres"),
            Map.entry("database.password", System.getenv("PEER_PASSWORD")),
            Map.entry("database.dbname", "peer"),
            Map.entry("topic.prefix", "peer"),
            Map.entry("table.include.list", "public.outbox"),
            Map.entry("snapshot.mode", "no_data"),
            Map.entry("poll.interval.ms", "10"),
            Map.entry("tombstones.on.delete", "false"),
            Map.entry("offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore"),
            Map.entry("key.converter.schemas.enable", "false"),
            Map.entry("value.converter.schemas.enable", "false")));
    try (var producer = new KafkaProducer<String, String>(kafka());
        DebeziumEngine<ChangeEvent<String, String>> engine =
            DebeziumEngine.create(Json.class)
                .using(settings)
                .notifying((records, committer) -> {
                  var sent = new ArrayList<Future<?>>();
                  for (var record : records) {
                    var row = after(record.value());
                    sent.add(
                        producer.send(
                            new ProducerRecord<>(
                                "peer.referrals",
                                row.path("id").asText(),
                                row.path("payload").asText())));
                  }
                  for (var each : List.copyOf(sent)) {
                    get(each);
                  }
                  for (var record : records) {
                    committer.markProcessed(record);
                  }
                  committer.markBatchFinished();
                })
                .build()) {
      engine.run();
    }
  }

  private static JsonNode after(String change) {
    try {
      return JSON.readTree(change).path("after");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void get(Future<?> future) {
    try {
      future.get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Properties kafka() {
    var settings = new Properties();
    settings.put("bootstrap.servers", System.getenv("PEER_KAFKA"));
    settings.put("security.protocol", "SASL_PLAINTEXT");
    settings.put("sasl.mechanism", "PLAIN");
    settings.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"admin\" password=\""
            + System.getenv("PEER_KAFKA_PASSWORD")
            + "\";");
    settings.put("acks", "all");
    settings.put("linger.ms", "0");
    settings.put("key.serializer", StringSerializer.class.getName());
    settings.put("value.serializer", StringSerializer.class.getName());
    return settings;
  }
}
