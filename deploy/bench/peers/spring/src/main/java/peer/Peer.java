package peer;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.modulith.events.Externalized;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The least that takes a referral in and tells another process, as Spring's own guides have it. */
@SpringBootApplication
public class Peer {

  public static void main(String... arguments) {
    SpringApplication.run(Peer.class, arguments);
  }

  /** As many partitions as ours have. */
  @Bean
  NewTopic topic() {
    return TopicBuilder.name("peer.referrals").partitions(12).replicas(1).build();
  }

  @Externalized("peer.referrals::#{id()}")
  public record ReferralAccepted(String id, String body) {}

  /** One row, and word of it: through Modulith's registry, or in a table that Debezium follows. */
  @Component
  @Profile("modulith | outbox")
  public static class Intake {
    private final JdbcTemplate sql;
    private final ApplicationEventPublisher events;
    private final JsonMapper json;
    private final boolean modulith;

    Intake(
        JdbcTemplate sql,
        ApplicationEventPublisher events,
        JsonMapper json,
        Environment environment) {
      this.sql = sql;
      this.events = events;
      this.json = json;
      this.modulith = environment.matchesProfiles("modulith");
    }

    @Transactional
    public String accept(Map<String, Object> referral) {
      var id = UUID.randomUUID().toString();
      var body = json.writeValueAsString(referral);
      sql.update("insert into referral (id, body) values (?, cast(? as jsonb))", id, body);
      if (modulith) {
        events.publishEvent(new ReferralAccepted(id, body));
      } else {
        sql.update("insert into outbox (id, payload) values (?, ?)", id, body);
      }
      return id;
    }
  }

  @RestController
  @Profile("modulith | outbox")
  static class Door {
    private final Intake intake;

    Door(Intake intake) {
      this.intake = intake;
    }

    @PostMapping("/referrals")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, String> submit(@RequestBody Map<String, Object> referral) {
      return Map.of("reference", intake.accept(referral));
    }
  }

  /** One transaction for what a poll brought, each event once, as our ledger has it. */
  @Component
  @Profile("consumer")
  public static class Ledger {
    private final JdbcTemplate sql;

    Ledger(JdbcTemplate sql) {
      this.sql = sql;
    }

    @KafkaListener(topics = "peer.referrals", groupId = "peer", concurrency = "4", batch = "true")
    @Transactional
    public void take(List<ConsumerRecord<String, String>> records) {
      sql.batchUpdate(
          "insert into taken (id) values (?) on conflict do nothing",
          records.stream().map(record -> new Object[] {record.key()}).toList());
    }
  }
}
