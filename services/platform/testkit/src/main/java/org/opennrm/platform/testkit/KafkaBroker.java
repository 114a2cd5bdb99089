package org.opennrm.platform.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker inside the test's process. It can go away and come back with its data, at the
 * same address.
 */
public final class KafkaBroker implements AutoCloseable {
  private final Path folder;
  private final int port;
  private final int controllerPort;
  private @Nullable KafkaRaftServer server;

  private KafkaBroker(Path folder) {
    this.folder = folder;
    var ports = FreePort.two();
    this.port = ports.one();
    this.controllerPort = ports.other();
  }

  public static KafkaBroker start() {
    Quiet.now();
    try {
      var folder = Files.createTempDirectory("nrm-kafka");
      var broker = new KafkaBroker(folder);
      broker.format();
      broker.comeBack();
      return broker;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Stops and keeps the data. */
  public synchronized void goAway() {
    if (server != null) {
      server.shutdown();
      server.awaitShutdown();
      server = null;
    }
  }

  /** Starts again with the data it had. */
  public synchronized void comeBack() {
    if (server == null) {
      server = new KafkaRaftServer(new KafkaConfig(settings(), false), Time.SYSTEM);
      server.startup();
    }
  }

  /** Comes back as a new broker at the same address: no topics, no offsets, no records. */
  public synchronized void loseEverything() {
    goAway();
    try {
      Files.walkFileTree(folder, new Delete());
      Files.createDirectory(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    format();
    comeBack();
  }

  /** Deletes a topic and returns when it is gone. */
  public void deleteTopic(String topic) {
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      admin.deleteTopics(List.of(topic)).all().get();
      while (admin.listTopics().names().get().contains(topic)) {
        Thread.onSpinWait();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka keeps the topic", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Deletes the oldest records of a topic, all before {@code offset} of each partition. */
  public void deleteOldest(String topic, long offset) {
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      var partitions = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
      var ends = new HashMap<TopicPartition, OffsetSpec>();
      for (var each : partitions.partitions()) {
        ends.put(new TopicPartition(topic, each.partition()), OffsetSpec.latest());
      }
      var deleted = new HashMap<TopicPartition, RecordsToDelete>();
      for (var end : admin.listOffsets(ends).all().get().entrySet()) {
        var before = Math.min(offset, end.getValue().offset());
        deleted.put(end.getKey(), RecordsToDelete.beforeOffset(before));
      }
      admin.deleteRecords(deleted).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka keeps the records", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Creates the topics that are missing. */
  public void createTopics(Map<String, Integer> partitionsOfTopics) {
    var wanted = new ArrayList<NewTopic>();
    partitionsOfTopics.forEach(
        (topic, partitions) -> wanted.add(new NewTopic(topic, partitions, (short) 1)));
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      for (var created : admin.createTopics(wanted).values().values()) {
        try {
          created.get();
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicExistsException)) {
            throw new IllegalStateException("Kafka refused a topic", e);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    goAway();
    try {
      Files.walkFileTree(folder, new Delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void format() {
    try (var quiet =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(quiet)
          .setNodeId(1)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(folder.toString())
          .addDirectory(folder.toString())
          .run();
    } catch (Exception e) {
      throw new IllegalStateException("Kafka's folder cannot be formatted", e);
    }
  }

  private Properties settings() {
    var settings = new Properties();
    settings.putAll(
        Map.of(
            "process.roles", "broker,controller",
            "node.id", "1",
            "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
            "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
            "advertised.listeners", "PLAINTEXT://127.0.0.1:" + port,
            "controller.listener.names", "CONTROLLER",
            "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "inter.broker.listener.name", "PLAINTEXT",
            "log.dirs", folder.toString()));
    settings.putAll(
        Map.of(
            "auto.create.topics.enable", "false",
            "offsets.topic.num.partitions", "1",
            "offsets.topic.replication.factor", "1",
            "transaction.state.log.num.partitions", "1",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "group.initial.rebalance.delay.ms", "0",
            // A broker that comes back is believed again soon.
            "broker.session.timeout.ms", "3000",
            "broker.heartbeat.interval.ms", "500"));
    settings.putAll(
        Map.of(
            "share.coordinator.state.topic.num.partitions", "1",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1",
            // Who has no rules may do everything; a test may give some.
            "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "allow.everyone.if.no.acl.found", "true"));
    return settings;
  }

  private static final class Delete extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
