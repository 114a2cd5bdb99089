package org.opennrm.local;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How many events the running consumers have still to confirm. A partition that a member is
 * assigned but has never confirmed counts from its beginning. Compacted topics are left out: their
 * readers start over each time and confirm nothing.
 */
final class ConsumerLag {

  private final Admin admin;
  private final Set<String> compacted;

  ConsumerLag(Admin admin, List<ServiceDescription> services) {
    this.admin = admin;
    this.compacted =
        services.stream()
            .flatMap(each -> each.compacted().stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  long total() throws ExecutionException, InterruptedException {
    List<String> groups =
        admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get().stream()
            .map(GroupListing::groupId)
            .toList();
    long total = 0;
    for (ConsumerGroupDescription group :
        admin.describeConsumerGroups(groups).all().get().values()) {
      total += lag(group);
    }
    return total;
  }

  private long lag(ConsumerGroupDescription group) throws ExecutionException, InterruptedException {
    Set<TopicPartition> assigned = new HashSet<>();
    group.members().forEach(member -> assigned.addAll(member.assignment().topicPartitions()));
    assigned.removeIf(partition -> compacted.contains(partition.topic()));
    Map<TopicPartition, @Nullable OffsetAndMetadata> confirmed =
        admin.listConsumerGroupOffsets(group.groupId()).partitionsToOffsetAndMetadata().get();
    Map<TopicPartition, Long> ends = offsets(assigned, OffsetSpec.latest());
    Map<TopicPartition, Long> beginnings = offsets(assigned, OffsetSpec.earliest());
    long lag = 0;
    for (TopicPartition partition : assigned) {
      @Nullable OffsetAndMetadata own = confirmed.get(partition);
      long from = own == null ? beginnings.getOrDefault(partition, 0L) : own.offset();
      lag += Math.max(0, ends.getOrDefault(partition, 0L) - from);
    }
    return lag;
  }

  private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec which)
      throws ExecutionException, InterruptedException {
    return admin
        .listOffsets(
            partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> which)))
        .all()
        .get()
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }
}
