package org.opennrm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL and Kafka as {@code up} starts them, in a home of their own. */
class InfrastructureTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir static Path home;
  private static Installation installation;

  @BeforeAll
  static void postgresAndKafkaRun() {
    Path sharedWithLaterRuns = Path.of("target/dist");
    installation =
        new Installation(
            new Places(Repository.root(), home, sharedWithLaterRuns, freeOffset()),
            LocalMode.Jvms.EVERYDAY);
    installation.start("postgres");
    installation.start("kafka");
  }

  @AfterAll
  static void bothEnd() {
    installation.stop("kafka");
    installation.stop("postgres");
  }

  @Test
  void whatIsCommittedIsOnTheDisk() throws SQLException {
    try (Connection connection = as("shelter")) {
      assertThat(value(connection, "show fsync")).isEqualTo("on");
      assertThat(value(connection, "show synchronous_commit")).isEqualTo("on");
      assertThat(value(connection, "show full_page_writes")).isEqualTo("on");
    }
  }

  @Test
  void aRoleEntersItsOwnDatabaseByPasswordOnly() {
    assertThatThrownBy(() -> login("shelter", "shelter", "wrong"))
        .hasMessageContaining("password authentication failed");
    assertThatThrownBy(() -> login("shelter", "shelter", "")).isInstanceOf(SQLException.class);
    assertThatThrownBy(
            () -> login("identification", "shelter", installation.databasePassword("shelter")))
        .hasMessageContaining("permission denied for database");
    assertThatThrownBy(() -> login("postgres", "shelter", installation.databasePassword("shelter")))
        .hasMessageContaining("permission denied for database");
  }

  @Test
  void aRoleMayMakeTheExtensionThatKeepsBedsApart() throws SQLException {
    try (Connection connection = as("shelter");
        Statement statement = connection.createStatement()) {
      statement.execute("create extension if not exists btree_gist");
      statement.execute(
          "create table stay (place int, during tstzrange, exclude using gist (place with =, during with &&))");
      statement.execute("insert into stay values (1, '[2026-01-01,2026-01-05)')");

      assertThatThrownBy(
              () -> statement.execute("insert into stay values (1, '[2026-01-04,2026-01-06)')"))
          .hasMessageContaining("conflicting key value violates exclusion constraint");
    }
  }

  @Test
  void aServicePublishesOnItsOwnTopicsOnly() throws Exception {
    try (KafkaProducer<String, String> shelter = producer("shelter")) {
      shelter.send(new ProducerRecord<>("nrm.shelter", "CASE-1", "{}")).get();

      assertThatThrownBy(
              () -> shelter.send(new ProducerRecord<>("nrm.identification", "CASE-1", "{}")).get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(TopicAuthorizationException.class);
    }
  }

  @Test
  void aServiceReadsWhatItsDescriptionNamesInGroupsOfItsName() {
    try (KafkaConsumer<String, String> shelter = consumer("shelter", "shelter-placement")) {
      shelter.subscribe(List.of("nrm.identification", "nrm.identification.needs"));
      assertThat(shelter.poll(Duration.ofSeconds(1))).isEmpty();
    }
    try (KafkaConsumer<String, String> shelter = consumer("shelter", "shelter-figures")) {
      shelter.subscribe(List.of("nrm.identification.facts"));
      assertThatThrownBy(() -> shelter.poll(PATIENCE))
          .isInstanceOf(TopicAuthorizationException.class);
    }
    try (KafkaConsumer<String, String> shelter = consumer("shelter", "coordination")) {
      shelter.subscribe(List.of("nrm.identification"));
      assertThatThrownBy(() -> shelter.poll(PATIENCE))
          .isInstanceOf(GroupAuthorizationException.class);
    }
  }

  @Test
  void nobodyTalksToTheBrokerWithoutAPassword() {
    Map<String, Object> guessed = installation.kafka().clientSettings("admin", "guessed");
    try (Admin admin = Admin.create(guessed)) {
      assertThatThrownBy(() -> admin.listTopics().names().get())
          .hasCauseInstanceOf(SaslAuthenticationException.class);
    }
  }

  @Test
  void topicsAreAsDeclaredAndNobodyMakesOthers() throws Exception {
    try (Admin admin = Admin.create(installation.kafkaAdminSettings())) {
      assertThat(admin.listTopics().names().get())
          .contains(
              "nrm.identification", "nrm.identification.needs", "nrm.shelter.facts", "nrm.clock");
      assertThat(
              admin
                  .describeTopics(List.of("nrm.shelter"))
                  .allTopicNames()
                  .get()
                  .get("nrm.shelter")
                  .partitions())
          .hasSize(12);
      ConfigResource shelter = new ConfigResource(ConfigResource.Type.TOPIC, "nrm.shelter");
      ConfigResource clock = new ConfigResource(ConfigResource.Type.TOPIC, "nrm.clock");
      var configs = admin.describeConfigs(List.of(shelter, clock)).all().get();
      assertThat(configs.get(shelter).get("retention.ms").value()).isEqualTo("-1");
      assertThat(configs.get(clock).get("cleanup.policy").value()).isEqualTo("compact");
    }
  }

  @Test
  void dataOutlivesSuddenDeath() throws Exception {
    try (Connection connection = as("coordination");
        Statement statement = connection.createStatement()) {
      statement.execute("create table survivor (word text)");
      statement.execute("insert into survivor values ('here')");
    }
    long offset;
    TopicPartition partition = new TopicPartition("nrm.coordination", 3);
    try (KafkaProducer<String, String> producer = producer("coordination")) {
      offset =
          producer
              .send(
                  new ProducerRecord<>(partition.topic(), partition.partition(), "CASE-2", "here"))
              .get()
              .offset();
    }

    installation.kill("postgres");
    installation.kill("kafka");
    assertThat(installation.healthy("postgres")).isFalse();
    installation.start("postgres");
    installation.start("kafka");

    try (Connection connection = as("coordination")) {
      assertThat(value(connection, "select word from survivor")).isEqualTo("here");
    }
    try (KafkaConsumer<String, String> reader =
        consumer("identification", "identification-reader")) {
      reader.assign(List.of(partition));
      reader.seek(partition, offset);
      assertThat(reader.poll(PATIENCE).records(partition).getFirst().value()).isEqualTo("here");
    }
  }

  static int freeOffset() {
    List<Integer> needed =
        List.of(LocalMode.POSTGRES_PORT, LocalMode.KAFKA_PORT, LocalMode.KAFKA_CONTROLLER_PORT);
    return IntStream.iterate(3_000, offset -> offset + 10)
        .limit(500)
        .filter(offset -> needed.stream().allMatch(port -> Ports.free(port + offset)))
        .findFirst()
        .orElseThrow();
  }

  private static Connection as(String service) throws SQLException {
    return login(service, service, installation.databasePassword(service));
  }

  private static Connection login(String database, String user, String password)
      throws SQLException {
    String url = installation.postgres().jdbcUrl(database);
    return DriverManager.getConnection(url, user, password);
  }

  private static String value(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      assertThat(result.next()).isTrue();
      return result.getString(1);
    }
  }

  private static KafkaProducer<String, String> producer(String service) {
    Map<String, Object> settings = new HashMap<>(installation.kafkaSettings(service));
    settings.put("max.block.ms", (int) PATIENCE.toMillis());
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }

  private static KafkaConsumer<String, String> consumer(String service, String group) {
    Map<String, Object> settings = new HashMap<>(installation.kafkaSettings(service));
    settings.put("group.id", group);
    settings.put("auto.offset.reset", "earliest");
    return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
  }
}
