package org.opennrm.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opennrm.contracts.EventTypes;
import org.opennrm.contracts.PublishedEvent;

class EventCodecTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final EventCodec CODEC = new EventCodec();

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void everyFrozenExampleIsReadAndRewritten(Example example) throws IOException {
    var text = example.text();
    assertThat(JSON.readTree(CODEC.write(CODEC.read(example.type(), text))))
        .isEqualTo(JSON.readTree(text));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requiredOnly")
  void everyFieldOfARequiredOnlyExampleIsRequired(Example example) throws IOException {
    for (var field : fieldsOf(JSON.readTree(example.text()))) {
      var without = (ObjectNode) JSON.readTree(example.text());
      without.remove(field);
      assertThatThrownBy(() -> CODEC.read(example.type(), without.toString()))
          .as("without " + field)
          .isInstanceOf(UnreadableEvent.class);
      var empty = (ObjectNode) JSON.readTree(example.text());
      empty.putNull(field);
      assertThatThrownBy(() -> CODEC.read(example.type(), empty.toString()))
          .as(field + " is null")
          .isInstanceOf(UnreadableEvent.class);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requiredOnly")
  void aFieldThatALaterVersionAddedIsSkipped(Example example) throws IOException {
    var newer = (ObjectNode) JSON.readTree(example.text());
    newer.putObject("addedLater").put("x", 1);
    assertThat(CODEC.read(example.type(), newer.toString()))
        .isEqualTo(CODEC.read(example.type(), example.text()));
  }

  @Test
  void everyPublishedEventHasAnExample() {
    assertThat(examples()).hasSameSizeAs(EventTypes.all());
  }

  @Test
  void whatCannotBeReadIsNamedWithoutItsContent() {
    assertThatThrownBy(() ->
            CODEC.read(
                "nrm.identification.screening-recorded.v1",
                "{\"caseRef\":\"CASE-selma\",\"by\":\"ba-x\",\"at\":\"soon\"}"))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageContaining("/caseRef")
        .hasMessageNotContaining("selma")
        .hasNoCause();
    assertThatThrownBy(() -> CODEC.read("nrm.shelter.roof-repaired.v1", "{}"))
        .isInstanceOf(UnreadableEvent.class);
  }

  static List<Example> examples() {
    return files(".example.json");
  }

  static List<Example> requiredOnly() {
    return files(".required-only.example.json");
  }

  private static List<Example> files(String suffix) {
    return EventTypes.all().stream()
        .map(PublishedEvent::typeOf)
        .flatMap(type -> Stream.of(new Example(type, suffix)))
        .toList();
  }

  private static List<String> fieldsOf(JsonNode node) {
    return node.properties().stream().map(field -> field.getKey()).toList();
  }

  /** A file of contracts, found by the wire name of its event. */
  record Example(String type, String suffix) {
    String text() throws IOException {
      var path =
          "/META-INF/opennrm/events/"
              + type.replaceFirst("^nrm\\.", "").replaceFirst("\\.", "/")
              + suffix;
      try (var file = PublishedEvent.class.getResourceAsStream(path)) {
        assertThat(file).as(path).isNotNull();
        return new String(file.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      }
    }

    @Override
    public String toString() {
      return type;
    }
  }
}
