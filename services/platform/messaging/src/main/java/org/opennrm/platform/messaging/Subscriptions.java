package org.opennrm.platform.messaging;

import io.quarkus.arc.All;
import io.quarkus.arc.ClientProxy;
import jakarta.inject.Singleton;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Which topics the consumers of this service read, as their channels say. */
@Singleton
class Subscriptions {
  private final List<Subscription> all;

  Subscriptions(@All List<EventConsumer> consumers, Config config) {
    this.all = consumers.stream().flatMap(each -> of(each, config)).toList();
  }

  List<Subscription> all() {
    return all;
  }

  List<Subscription> of(String consumer) {
    return all.stream().filter(each -> each.consumer().consumer().equals(consumer)).toList();
  }

  Optional<Subscription> of(String consumer, String topic) {
    return of(consumer).stream().filter(each -> each.topic().equals(topic)).findFirst();
  }

  private static Stream<Subscription> of(EventConsumer consumer, Config config) {
    return methods(ClientProxy.unwrap(consumer).getClass())
        .filter(method -> method.isAnnotationPresent(Incoming.class))
        .flatMap(method ->
            topic(method.getAnnotation(Incoming.class).value(), config)
                .map(topic ->
                    new Subscription(
                        consumer,
                        topic,
                        group(method.getAnnotation(Incoming.class).value(), config),
                        takesBatches(method)))
                .stream());
  }

  /** An intercepted bean is a subclass of what was written. */
  private static Stream<Method> methods(@Nullable Class<?> type) {
    return type == null || type == Object.class
        ? Stream.empty()
        : Stream.concat(
            Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic() && !type.getName().endsWith("_Subclass")),
            methods(type.getSuperclass()));
  }

  private static Optional<String> topic(String channel, Config config) {
    return setting(channel, "topic", config);
  }

  private static String group(String channel, Config config) {
    return setting(channel, "group.id", config)
        .orElseGet(() -> config.getValue(ConsumerGroups.DEFAULT_GROUP, String.class));
  }

  private static Optional<String> setting(String channel, String what, Config config) {
    return Stream.of(channel, '"' + channel + '"')
        .map(name -> "mp.messaging.incoming." + name + "." + what)
        .flatMap(name -> config.getOptionalValue(name, String.class).stream())
        .findFirst();
  }

  private static boolean takesBatches(Method method) {
    return Arrays.asList(method.getParameterTypes()).contains(ConsumerRecords.class);
  }

  /**
   * @param group under which name the broker remembers how far it has come
   * @param inBatches whether the consumer publishes nothing, so that one transaction may take in
   *     what a poll brought
   */
  record Subscription(EventConsumer consumer, String topic, String group, boolean inBatches) {}
}
