package org.opennrm.local;

import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.IDEMPOTENT_WRITE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Who may do what on the broker, and nothing beside it: a service writes the topics it owns and
 * reads them, to find out what a database that was set back has forgotten; it reads those it names,
 * and uses consumer groups that begin with its own name. The broker refuses the rest, so a service
 * that is broken into cannot listen to everything.
 */
final class BrokerRules {

  private BrokerRules() {}

  static Set<AclBinding> of(List<ServiceDescription> services) {
    return services.stream()
        .flatMap(service -> of(service).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  static Set<AclBinding> of(ServiceDescription service) {
    Set<AclBinding> rules = new HashSet<>();
    for (String topic : service.owns()) {
      rules.add(allow(service, ResourceType.TOPIC, topic, PatternType.LITERAL, WRITE));
      rules.add(allow(service, ResourceType.TOPIC, topic, PatternType.LITERAL, READ));
      rules.add(allow(service, ResourceType.TOPIC, topic, PatternType.LITERAL, DESCRIBE));
    }
    for (String topic : service.reads()) {
      rules.add(allow(service, ResourceType.TOPIC, topic, PatternType.LITERAL, READ));
      rules.add(allow(service, ResourceType.TOPIC, topic, PatternType.LITERAL, DESCRIBE));
    }
    rules.add(allow(service, ResourceType.GROUP, service.name(), PatternType.PREFIXED, READ));
    rules.add(allow(service, ResourceType.GROUP, service.name(), PatternType.PREFIXED, DESCRIBE));
    rules.add(
        allow(
            service,
            ResourceType.CLUSTER,
            Resource.CLUSTER_NAME,
            PatternType.LITERAL,
            IDEMPOTENT_WRITE));
    return rules;
  }

  private static AclBinding allow(
      ServiceDescription service,
      ResourceType type,
      String name,
      PatternType pattern,
      AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(type, name, pattern),
        new AccessControlEntry("User:" + service.name(), "*", operation, AclPermissionType.ALLOW));
  }

  /**
   * Makes the broker's rules equal to the declared ones: a rule that no service.yaml grants any
   * more is taken back. Returns when they are in force: the controller confirms before the broker
   * has heard of them, and a consumer that is refused once gives up.
   */
  static void provide(Admin admin, List<ServiceDescription> services)
      throws ExecutionException, InterruptedException {
    Set<AclBinding> wanted = of(services);
    Set<AclBinding> existing = inForce(admin);
    admin.createAcls(wanted.stream().filter(rule -> !existing.contains(rule)).toList()).all().get();
    admin
        .deleteAcls(
            existing.stream()
                .filter(rule -> !wanted.contains(rule))
                .map(AclBinding::toFilter)
                .toList())
        .all()
        .get();
    long deadline = System.nanoTime() + LocalMode.START_PATIENCE.toNanos();
    while (!inForce(admin).equals(wanted)) {
      if (System.nanoTime() > deadline) {
        throw new Trouble("Kafka does not apply the rules of the services' topics.");
      }
      Tools.pause(Duration.ofMillis(20));
    }
  }

  private static Set<AclBinding> inForce(Admin admin)
      throws ExecutionException, InterruptedException {
    return Set.copyOf(admin.describeAcls(AclBindingFilter.ANY).values().get());
  }
}
