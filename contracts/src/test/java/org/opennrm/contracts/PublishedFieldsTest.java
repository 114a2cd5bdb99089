package org.opennrm.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** No field reaches a topic unless the list in the repository names it: a topic cannot forget. */
class PublishedFieldsTest {

  private record Allowed(List<String> fields, List<String> handOvers, List<String> alarms) {}

  private final Map<String, Allowed> allowed = new TreeMap<>();
  private final List<String> never;

  PublishedFieldsTest() throws IOException {
    var list =
        new YAMLMapper().readTree(EventExamples.FOLDER.resolve("published-fields.yaml").toFile());
    never = list.get("never").valueStream().map(word -> word.asText()).toList();
    list.get("topics")
        .properties()
        .forEach(topic ->
            allowed.put(
                topic.getKey(),
                new Allowed(
                    texts(topic.getValue().path("fields")),
                    texts(topic.getValue().path("hand-overs")),
                    texts(topic.getValue().path("alarms")))));
  }

  @Test
  void onlyListedFieldsArePublishedAndNothingElseIsListed() {
    assertThat(allowed.keySet()).isEqualTo(Topics.all().keySet());
    Topics.all()
        .forEach((topic, events) -> {
          assertThat(fieldsOf(events.own()))
              .as(topic)
              .containsExactlyInAnyOrderElementsOf(allowed.get(topic).fields());
          assertThat(fieldsOf(events.handOvers()))
              .as("hand-overs on " + topic)
              .containsExactlyInAnyOrderElementsOf(allowed.get(topic).handOvers());
          assertThat(fieldsOf(events.alarms()))
              .as("alarms on " + topic)
              .containsExactlyInAnyOrderElementsOf(allowed.get(topic).alarms());
        });
  }

  @Test
  void whatNamesOrFindsAPersonIsNeverAField() {
    assertThat(never).isNotEmpty();
    assertThat(fieldsOf(EventTypes.all()))
        .allSatisfy(field ->
            assertThat(field.toLowerCase(Locale.ROOT))
                .doesNotContain(
                    never.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList()));
  }

  @Test
  void whereSomebodyIsHousedIsNeverOnTheTopicOfShelter() {
    assertThat(fieldsOf(Topics.all().get("nrm.shelter").own()))
        .noneMatch(field -> field.toLowerCase(Locale.ROOT).contains("facility"))
        .noneMatch(field -> field.toLowerCase(Locale.ROOT).contains("municipality"))
        .noneMatch(field -> field.toLowerCase(Locale.ROOT).contains("operator"))
        .doesNotContain("region", "area", "by", "from", "to");
  }

  @Test
  void whoAPersonIsStaysOffTheTopicsThatEveryServiceReads() {
    for (var topic : List.of("nrm.identification", "nrm.shelter", "nrm.coordination")) {
      assertThat(fieldsOf(Topics.all().get(topic).own()))
          .as(topic)
          .doesNotContain(
              "sex", "ageBand", "nationality", "forms", "channel", "movement", "profile");
    }
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }

  private static Set<String> fieldsOf(Collection<Class<? extends PublishedEvent>> events) {
    var fields = new TreeSet<String>();
    events.forEach(event -> collect("", event, fields));
    return fields;
  }

  private static void collect(String prefix, Class<?> shape, Set<String> fields) {
    for (var component : shape.getRecordComponents()) {
      var name = prefix + component.getName();
      fields.add(name);
      if (component.getType().isRecord()
          && !component.getType().getPackage().getName().equals("org.opennrm.contracts.ids")) {
        collect(name + ".", component.getType(), fields);
      }
    }
  }
}
