import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes the peers' topic with as many partitions as ours have: java -cp 'debezium/target/lib/*' Topic.java */
public class Topic {

  public static void main(String... arguments) throws Exception {
    var settings =
        Map.<String, Object>of(
            "bootstrap.servers", System.getenv("PEER_KAFKA"),
            "security.protocol", "SASL_PLAINTEXT",
            "sasl.mechanism", "PLAIN",
            "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"admin\" password=\""
                    + System.getenv("PEER_KAFKA_PASSWORD")
                    + "\";");
    try (var admin = Admin.create(settings)) {
      if (!admin.listTopics().names().get().contains("peer.referrals")) {
        admin.createTopics(List.of(new NewTopic("peer.referrals", 12, (short) 1))).all().get();
      }
    }
  }
}
