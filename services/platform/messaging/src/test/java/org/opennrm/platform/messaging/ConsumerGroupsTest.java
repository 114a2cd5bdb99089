package org.opennrm.platform.messaging;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsumerGroupsTest {
  private static final Map<String, String> ONE_CHANNEL =
      Map.of(
          "mp.messaging.connector.smallrye-kafka.group.id", "coordination",
          "mp.messaging.incoming.ledger.topic", "nrm.shelter");

  @Test
  void twoChannelsOfOneTopicNeedTwoGroups() {
    var settings = new HashMap<>(ONE_CHANNEL);
    settings.put("mp.messaging.incoming.figures.topic", "nrm.shelter");
    assertThatThrownBy(() -> ConsumerGroups.check(settings))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("ledger", "figures", "nrm.shelter", "coordination");

    settings.put("mp.messaging.incoming.figures.group.id", "coordination.figures");
    assertThatCode(() -> ConsumerGroups.check(settings)).doesNotThrowAnyException();
  }

  @Test
  void channelsOfDifferentTopicsShareTheServicesGroup() {
    var settings = new HashMap<>(ONE_CHANNEL);
    settings.put("mp.messaging.incoming.cases.topic", "nrm.identification");
    assertThatCode(() -> ConsumerGroups.check(settings)).doesNotThrowAnyException();
  }
}
