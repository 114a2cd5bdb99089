package org.opennrm.platform.messaging;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.GroupState;

/**
 * The readers of {@link PlacementsConsumer}: one group, whose members share the partitions out in
 * ranges once all have come. Until then a partition goes from one to another, and what the first
 * has already fetched waits there behind whatever it is held at.
 */
final class Readers {
  static final String GROUP = "identification";
  static final int MEMBERS = 4;

  private static final Duration AT_MOST = Duration.ofMinutes(1);

  private Readers() {}

  static void awaitAll(String broker) {
    try (var admin = Admin.create(Map.of("bootstrap.servers", broker))) {
      await().atMost(AT_MOST).until(() -> haveCome(admin));
    }
  }

  private static boolean haveCome(Admin admin) throws ExecutionException, InterruptedException {
    var group = admin.describeConsumerGroups(List.of(GROUP)).describedGroups().get(GROUP).get();
    return group.groupState() == GroupState.STABLE && group.members().size() == MEMBERS;
  }
}
