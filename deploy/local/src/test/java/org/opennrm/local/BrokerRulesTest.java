package org.opennrm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class BrokerRulesTest {

  private final ServiceDescription intake =
      new ServiceDescription(
          "intake",
          19001,
          "intake",
          List.of("nrm.intake", "nrm.clock"),
          List.of("nrm.beds"),
          List.of("nrm.clock"));

  @Test
  void aServiceWritesAndReadsItsOwnReadsWhatItNamesAndNothingElse() {
    assertThat(BrokerRules.of(intake))
        .extracting(BrokerRulesTest::words)
        .containsExactlyInAnyOrder(
            "User:intake WRITE TOPIC nrm.intake",
            "User:intake READ TOPIC nrm.intake",
            "User:intake DESCRIBE TOPIC nrm.intake",
            "User:intake WRITE TOPIC nrm.clock",
            "User:intake READ TOPIC nrm.clock",
            "User:intake DESCRIBE TOPIC nrm.clock",
            "User:intake READ TOPIC nrm.beds",
            "User:intake DESCRIBE TOPIC nrm.beds",
            "User:intake READ GROUP intake*",
            "User:intake DESCRIBE GROUP intake*",
            "User:intake IDEMPOTENT_WRITE CLUSTER kafka-cluster");
  }

  @Test
  void inThisRepositoryEveryTopicHasOneWriter() {
    Set<AclBinding> rules = BrokerRules.of(ServiceList.of(Repository.root()));

    assertThat(rules)
        .filteredOn(rule -> rule.entry().operation() == AclOperation.WRITE)
        .extracting(rule -> rule.pattern().name())
        .doesNotHaveDuplicates()
        .contains(
            "nrm.identification", "nrm.identification.needs", "nrm.shelter.facts", "nrm.clock");
    assertThat(rules)
        .filteredOn(rule -> rule.pattern().resourceType() == ResourceType.TOPIC)
        .allMatch(rule -> rule.pattern().patternType() == PatternType.LITERAL);
  }

  @Test
  void eventTopicsKeepEverythingAndTheClockKeepsTheLastValue() {
    assertThat(Topics.declaredBy(List.of(intake)))
        .extracting(
            NewTopic::name, NewTopic::numPartitions, topic -> topic.configs().get("cleanup.policy"))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("nrm.intake", 12, "delete"),
            org.assertj.core.groups.Tuple.tuple("nrm.clock", 1, "compact"));
    assertThat(Topics.declaredBy(List.of(intake)).getFirst().configs())
        .containsEntry("retention.ms", "-1");
  }

  private static String words(AclBinding rule) {
    return String.join(
        " ",
        rule.entry().principal(),
        rule.entry().operation().name(),
        rule.pattern().resourceType().name(),
        rule.pattern().name() + (rule.pattern().patternType() == PatternType.PREFIXED ? "*" : ""));
  }
}
