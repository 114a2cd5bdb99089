package org.opennrm.contracts;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opennrm.contracts.EventExamples.Example;
import org.opennrm.contracts.codes.CodeLists;

/** Schema, examples and record of an event must agree, today and for every version kept. */
class PublishedEventsTest {

  static List<Example> examples() {
    return EventExamples.all();
  }

  static Stream<String> types() {
    return EventTypes.all().stream().map(PublishedEvent::typeOf);
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyEventHasASchemaAndBothExamplesOnTheClassPath(String type) {
    var loader = PublishedEvent.class.getClassLoader();
    assertThat(
            Stream.of(
                EventFiles.schemaOf(type),
                EventFiles.exampleOf(type),
                EventFiles.requiredOnlyExampleOf(type)))
        .allSatisfy(resource -> assertThat(loader.getResource(resource)).as(resource).isNotNull());
  }

  @Test
  void everyFileBelongsToAnEvent() {
    assertThat(EventExamples.files(".json"))
        .allSatisfy(file ->
            assertThat(EventTypes.recordOf(EventExamples.typeOf(file)))
                .as(file.toString())
                .isPresent());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleMatchesItsSchema(Example example) {
    assertThat(EventExamples.complaints(example.type(), example.text())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void todaysRecordReadsAnExampleAndRewritesItEqual(Example example) throws JacksonException {
    var event = EventExamples.JSON.treeToValue(example.json(), example.event());
    assertThat(EventExamples.parse(EventExamples.JSON.writeValueAsString(event)))
        .isEqualTo(example.json());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleWithFieldsOfTheFutureIsStillReadTheSame(Example example) throws JacksonException {
    var later = (ObjectNode) example.json();
    objectsIn(later).forEach(node -> node.putObject("addedLater").put("by", "a newer publisher"));

    assertThat(EventExamples.complaints(example.type(), later.toString())).isEmpty();
    assertThat(EventExamples.JSON.treeToValue(later, example.event()))
        .isEqualTo(EventExamples.JSON.treeToValue(example.json(), example.event()));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anEventWithoutARequiredFieldIsRefusedBySchemaAndRecord(Example example) {
    for (var path : required("", EventExamples.schema(example.type()))) {
      var incomplete = example.json().deepCopy();
      var parent = (ObjectNode) incomplete.at(path.substring(0, path.lastIndexOf('/')));
      parent.remove(path.substring(path.lastIndexOf('/') + 1));

      assertThat(EventExamples.complaints(example.type(), incomplete.toString()))
          .as(path)
          .isNotEmpty();
      assertThatThrownBy(() -> EventExamples.JSON.treeToValue(incomplete, example.event()))
          .as(path)
          .isInstanceOf(JacksonException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void aSchemaSaysWhatTheRecordSays(String type) {
    var event = EventTypes.recordOf(type).orElseThrow();
    var schema = EventExamples.schema(type);

    assertThat(schema.get("$schema").asText())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    assertThat(schema.get("$id").asText()).isEqualTo(PublishedEvent.schemaOf(event));
    assertThat(schema.get("title").asText()).isEqualTo(event.getSimpleName());
    assertSame(schema, event);
  }

  /** A reader must not be lured into refusing what a newer list or publisher says. */
  @ParameterizedTest
  @MethodSource("types")
  void aSchemaLeavesRoomToGrow(String type) {
    assertThat(EventExamples.schema(type).findValue("additionalProperties")).isNull();
    assertThat(EventExamples.schema(type).findValue("enum")).isNull();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theCodesOfAnExampleAreOnTheirLists(Example example) {
    assertCodes(EventExamples.schema(example.type()), example.json());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theSubjectIsTheCaseOrTheClock(Example example) throws JacksonException {
    var event = EventExamples.JSON.treeToValue(example.json(), example.event());
    var expected =
        switch (event) {
          case CaseEvent of -> of.caseRef().value();
          case ClockMovedV1 _ -> "clock";
        };
    assertThat(event.subject()).isEqualTo(expected);
  }

  private static void assertSame(JsonNode schema, Class<?> shape) {
    var components = shape.getRecordComponents();
    assertThat(names(schema.get("properties")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(components).map(RecordComponent::getName).toList());
    assertThat(textsOf(schema.get("required")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(components)
                .filter(c -> !c.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(RecordComponent::getName)
                .collect(toSet()));
    for (var component : components) {
      var property = schema.get("properties").get(component.getName());
      if (property.get("type").asText().equals("object")) {
        assertSame(property, component.getType());
      }
    }
  }

  private static void assertCodes(JsonNode schema, JsonNode value) {
    if (schema.has("x-codes")) {
      var list = CodeLists.of(schema.get("x-codes").asText());
      var held = value.isArray() ? textsOf(value) : List.of(value.asText());
      assertThat(list.acceptsAll(List.copyOf(held))).as(list + " accepts " + held).isTrue();
    }
    if (value.isObject()) {
      value
          .properties()
          .forEach(
              field -> assertCodes(schema.get("properties").get(field.getKey()), field.getValue()));
    }
  }

  /** JSON pointers to every field that a schema requires, nested ones included. */
  private static List<String> required(String at, JsonNode schema) {
    var found = new ArrayList<String>();
    for (var name : textsOf(schema.get("required"))) {
      var property = schema.get("properties").get(name);
      found.add(at + "/" + name);
      if (property.has("required")) {
        found.addAll(required(at + "/" + name, property));
      }
    }
    return found;
  }

  private static List<ObjectNode> objectsIn(JsonNode node) {
    var found = new ArrayList<ObjectNode>();
    if (node instanceof ObjectNode object) {
      found.add(object);
    }
    node.forEach(child -> found.addAll(objectsIn(child)));
    return found;
  }

  private static Set<String> names(JsonNode object) {
    var names = new HashSet<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Set<String> textsOf(JsonNode array) {
    var texts = new HashSet<String>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
