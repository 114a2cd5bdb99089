package org.opennrm.local;

import java.io.IOException;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * The broker: a password for every service, nothing allowed that is not listed, no topic that
 * nobody declared, and every event kept for ever.
 */
final class KafkaPart extends Part {

  static final String ADMIN = "admin";
  private static final String PLAIN_LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required";

  private final Secrets secrets;
  private final List<ServiceDescription> services;
  private final List<String> jvm;

  KafkaPart(Places places, Secrets secrets, List<ServiceDescription> services, List<String> jvm) {
    super(places, "kafka", "Kafka");
    this.secrets = secrets;
    this.services = services;
    this.jvm = jvm;
  }

  String bootstrapServers() {
    return LocalMode.HOST + ":" + places().port(LocalMode.KAFKA_PORT);
  }

  /** What a client must set to log in. */
  static String login(String user, String password) {
    return PLAIN_LOGIN + " username=\"" + user + "\" password=\"" + password + "\";";
  }

  Map<String, Object> clientSettings(String user, String password) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrapServers());
    settings.put("security.protocol", "SASL_PLAINTEXT");
    settings.put("sasl.mechanism", "PLAIN");
    settings.put("sasl.jaas.config", login(user, password));
    return settings;
  }

  Map<String, Object> adminSettings() {
    return clientSettings(ADMIN, secrets.kafkaAdmin());
  }

  Admin admin(Duration patience) {
    Map<String, Object> settings = new HashMap<>(adminSettings());
    settings.put("request.timeout.ms", (int) patience.toMillis());
    settings.put("default.api.timeout.ms", (int) patience.toMillis());
    return Admin.create(settings);
  }

  @Override
  List<Integer> ports() {
    return List.of(
        places().port(LocalMode.KAFKA_PORT), places().port(LocalMode.KAFKA_CONTROLLER_PORT));
  }

  private Path propertiesFile() {
    return secrets.file("kafka-broker.properties");
  }

  @Override
  Launch launch() {
    List<String> command = new ArrayList<>();
    command.add(Tools.java().toString());
    command.addAll(jvm);
    command.add("-cp");
    command.add(classPath());
    command.add(KafkaNode.class.getName());
    command.add(propertiesFile().toString());
    return new Launch(command, Map.of(), places().home(), brokerProperties().toString());
  }

  /**
   * The launcher's own class path, as its build wrote it: the same broker whoever starts it, a test
   * included.
   */
  private String classPath() {
    Path built = places().repository().resolve("deploy/local/target");
    try {
      return built.resolve("classes") + ":" + Files.readString(built.resolve("classpath")).strip();
    } catch (IOException e) {
      throw new Trouble(
          "The launcher is not built ("
              + built.resolve("classpath")
              + " is missing); run ./nrm up.",
          e);
    }
  }

  /** Sorted, so that equal settings give an equal fingerprint. */
  private Map<String, String> brokerProperties() {
    StringBuilder users = new StringBuilder(PLAIN_LOGIN);
    users
        .append(" username=\"" + ADMIN + "\" password=\"")
        .append(secrets.kafkaAdmin())
        .append('"');
    users.append(" user_" + ADMIN + "=\"").append(secrets.kafkaAdmin()).append('"');
    for (ServiceDescription service : services) {
      users
          .append(" user_")
          .append(service.name())
          .append("=\"")
          .append(secrets.kafka(service.name()))
          .append('"');
    }
    users.append(';');
    String clients = "CLIENTS://" + bootstrapServers();
    String controller = LocalMode.HOST + ":" + places().port(LocalMode.KAFKA_CONTROLLER_PORT);
    Map<String, String> p = new TreeMap<>();
    p.put("process.roles", "broker,controller");
    p.put("node.id", "1");
    p.put("controller.quorum.voters", "1@" + controller);
    p.put("listeners", clients + ",CONTROLLER://" + controller);
    p.put("advertised.listeners", clients);
    p.put("controller.listener.names", "CONTROLLER");
    p.put("inter.broker.listener.name", "CLIENTS");
    p.put("listener.security.protocol.map", "CLIENTS:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT");
    p.put("sasl.enabled.mechanisms", "PLAIN");
    p.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    p.put("sasl.mechanism.controller.protocol", "PLAIN");
    p.put("listener.name.clients.plain.sasl.jaas.config", users.toString());
    p.put("listener.name.controller.plain.sasl.jaas.config", users.toString());
    p.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    p.put("super.users", "User:" + ADMIN);
    p.put("allow.everyone.if.no.acl.found", "false");
    p.put("auto.create.topics.enable", "false");
    p.put("log.dirs", places().data().resolve("kafka").toString());
    p.put("num.partitions", Integer.toString(LocalMode.TOPIC_PARTITIONS));
    p.put("log.retention.ms", "-1");
    p.put("offsets.topic.replication.factor", "1");
    p.put("offsets.topic.num.partitions", "4");
    p.put("transaction.state.log.replication.factor", "1");
    p.put("transaction.state.log.min.isr", "1");
    p.put("transaction.state.log.num.partitions", "4");
    p.put("share.coordinator.state.topic.replication.factor", "1");
    p.put("share.coordinator.state.topic.min.isr", "1");
    p.put("share.coordinator.state.topic.num.partitions", "1");
    p.put("group.initial.rebalance.delay.ms", "0");
    // After a sudden death the broker may come back as soon as the controller stops waiting for the
    // old one.
    p.put("broker.session.timeout.ms", "3000");
    p.put("broker.heartbeat.interval.ms", "500");
    return p;
  }

  @Override
  void prepare(Terminal terminal) throws IOException {
    Files.createDirectories(places().data());
    Properties properties = new Properties();
    properties.putAll(brokerProperties());
    StringWriter text = new StringWriter();
    properties.store(text, "Written at every start. Holds passwords.");
    Folders.writePrivate(propertiesFile(), text.toString());
  }

  @Override
  boolean healthy() {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(LocalMode.HOST, places().port(LocalMode.KAFKA_PORT)),
          (int) LocalMode.HEALTH_PATIENCE.toMillis());
    } catch (IOException _) {
      return false;
    }
    try (Admin admin = admin(LocalMode.HEALTH_PATIENCE)) {
      return !admin
          .describeCluster()
          .nodes()
          .get(LocalMode.HEALTH_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .isEmpty();
    } catch (ExecutionException | TimeoutException | KafkaException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    }
  }

  @Override
  void onReady(Terminal terminal) {
    try (Admin admin = admin(Duration.ofSeconds(30))) {
      Topics.provide(admin, services);
      BrokerRules.provide(admin, services);
    } catch (ExecutionException e) {
      throw new Trouble("Topics and rules could not be set: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    }
  }
}
