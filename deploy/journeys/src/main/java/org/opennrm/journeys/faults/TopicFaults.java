package org.opennrm.journeys.faults;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.opennrm.bench.Trouble;
import org.opennrm.contracts.ids.CaseRef;

/** Records that come again, come mixed up, come from the beginning, or are no events at all. */
final class TopicFaults {

  private static final int REPEATED = 500;
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
  private static final String TOPIC = "nrm.identification";
  private static final String SUBMITTED = "nrm.identification.referral-submitted";
  private static final int FAR_TOO_LARGE = 10 << 20;

  /** What coordination holds of others' events; its own marks on a hand-over are left out. */
  private static final List<String> PROJECTIONS =
      List.of(
          "(select to_jsonb(h) - 'reminded_at' - 'escalated_at' as t from hand_over h)",
          "(select to_jsonb(f) as t from hand_over_fact f)",
          "(select to_jsonb(p) as t from person_in_need p)",
          "(select to_jsonb(p) as t from person_presumed p)",
          "(select to_jsonb(p) as t from person_placed p)",
          "(select to_jsonb(n) as t from need_unmet n)");

  private TopicFaults() {}

  /** What the broker, or a relay that crashed, may always do: send again what was sent. */
  static void repeat(Scene scene) {
    var all = scene.broker().records(Road.TOPICS);
    var first = Math.max(0, all.size() - REPEATED);
    scene.broker().write(all.subList(first, all.size()).stream().map(TopicFaults::again).toList());
  }

  /** Everything once more, each case in its order, but the cases mixed up with each other. */
  static void shuffle(Scene scene) {
    Map<String, Deque<ProducerRecord<String, String>>> streams = new LinkedHashMap<>();
    for (var record : scene.broker().records(Road.TOPICS)) {
      streams
          .computeIfAbsent(record.topic() + " " + record.key(), _ -> new ArrayDeque<>())
          .add(again(record));
    }
    List<Deque<ProducerRecord<String, String>>> left = new ArrayList<>(streams.values());
    var mixed = new ArrayList<ProducerRecord<String, String>>();
    while (!left.isEmpty()) {
      var at = scene.random().nextInt(left.size());
      mixed.add(left.get(at).removeFirst());
      if (left.get(at).isEmpty()) {
        left.set(at, left.getLast());
        left.removeLast();
      }
    }
    scene.broker().write(mixed);
  }

  private static ProducerRecord<String, String> again(ConsumerRecord<String, String> record) {
    return new ProducerRecord<>(
        record.topic(), record.partition(), record.key(), record.value(), record.headers());
  }

  static void replayFromZero(Scene scene) {
    for (var service : List.of("coordination", "shelter")) {
      scene.installation().kill(service);
      scene.broker().rewind(service);
      scene.installation().start(service);
    }
  }

  /** I18: a consumer that forgets everything comes to the same tables again. */
  static void rebuildAConsumer(Scene scene) {
    scene.load().stop();
    scene.load().cameToRest(LONG_ENOUGH);
    var services = scene.installation().services();
    var quiet = new Quiet(scene.tables(), scene.door(), services);
    quiet.missedAfter(LONG_ENOUGH);
    var before = fingerprints(scene);
    scene.installation().kill("coordination");
    scene
        .tables()
        .change(
            "coordination",
            "truncate hand_over, hand_over_fact, person_in_need, person_presumed, person_placed, need_unmet, inbox");
    scene.broker().rewind("coordination");
    scene.installation().start("coordination");
    var missed = quiet.missedAfter(LONG_ENOUGH);
    var after = fingerprints(scene);
    if (!missed.isEmpty() || !before.equals(after)) {
      throw new BrokenRule(
          new Violation(
              "I18",
              Violation.Kind.OTHER,
              "the replayed tables differ",
              List.of("before " + before, "after " + after, "missed " + missed)));
    }
  }

  private static List<String> fingerprints(Scene scene) {
    return PROJECTIONS.stream()
        .flatMap(table ->
            scene
                .tables()
                .column(
                    "coordination",
                    "select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text collate \"C\")), '') from "
                        + table
                        + " rows")
                .stream())
        .toList();
  }

  /** Rubbish is parked and seen, and everything else goes by. */
  static void poison(Scene scene) {
    var before = parked(scene);
    var random = new SecureRandom();
    var unread = stranger(scene, random);
    var future = stranger(scene, random);
    var wrong = stranger(scene, random);
    var naked = stranger(scene, random);
    scene
        .broker()
        .write(
            List.of(
                event(unread, unread, SUBMITTED + ".v1", "no json {"),
                event(future, future, SUBMITTED + ".v99", "{}"),
                event(wrong, stranger(scene, random), SUBMITTED + ".v1", "{}"),
                new ProducerRecord<>(TOPIC, naked, "{}")));
    var large = stranger(scene, random);
    if (scene.broker().takes(event(large, large, SUBMITTED + ".v1", "x".repeat(FAR_TOO_LARGE)))) {
      throw new BrokenRule(
          new Violation(
              "I17", Violation.Kind.OTHER, "the broker takes records of 10 MB", List.of(large)));
    }
    // Two consumers read this topic, and each has four records that it can do nothing with.
    scene.require(LONG_ENOUGH, "all rubbish is parked and seen", () -> parked(scene) == before + 8);
  }

  private static String stranger(Scene scene, SecureRandom random) {
    var subject = CaseRef.mint(random).value();
    scene.strangers().add(subject);
    return subject;
  }

  private static ProducerRecord<String, String> event(
      String key, String subject, String type, String value) {
    var record = new ProducerRecord<>(TOPIC, key, value);
    header(record, "ce_id", UUID.randomUUID().toString());
    header(record, "ce_type", type);
    header(record, "ce_source", TOPIC);
    header(record, "ce_subject", subject);
    header(record, "ce_time", "2026-01-01T00:00:00Z");
    header(record, "ce_specversion", "1.0");
    header(record, "nrmposition", "1");
    header(record, "nrmversions", type.substring(type.lastIndexOf('v') + 1));
    return record;
  }

  private static void header(ProducerRecord<String, String> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static int parked(Scene scene) {
    return List.of("coordination", "shelter").stream()
        .mapToInt(service -> {
          try {
            return Integer.parseInt(
                scene
                    .tables()
                    .column(
                        service,
                        "select count(*) from parked_event where reason not in ('gap', 'behind')")
                    .getFirst());
          } catch (Trouble e) {
            return -1;
          }
        })
        .sum();
  }
}
