package org.opennrm.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document that readers of our topics work from says what the code does, and nothing else. */
class AsyncApiTest {
  private static final ObjectMapper YAML = new YAMLMapper();
  private static final Path SERVICES = Path.of("..", "services");

  private final JsonNode document;

  AsyncApiTest() throws IOException {
    document = YAML.readTree(Path.of("asyncapi.yaml").toFile());
  }

  @Test
  void everyTopicAndEventAppearsWhereItIsPublishedAndNothingElseDoes() {
    var documented = new TreeMap<String, Set<String>>();
    for (var channel : document.get("channels")) {
      documented.put(
          channel.get("address").asText(),
          channel
              .get("messages")
              .valueStream()
              .map(message -> at(message).get("name").asText())
              .collect(Collectors.toCollection(TreeSet::new)));
    }
    var published = new TreeMap<String, Set<String>>();
    Topics.all()
        .forEach((topic, events) ->
            published.put(
                topic,
                events
                    .all()
                    .map(PublishedEvent::typeOf)
                    .collect(Collectors.toCollection(TreeSet::new))));

    assertThat(documented).isEqualTo(published);
  }

  @Test
  void everyMessageIsAnEventWithItsSchemaAndHeaders() {
    var messages = document.at("/components/messages");
    assertThat(messages.valueStream().map(message -> message.get("name").asText()))
        .containsExactlyInAnyOrderElementsOf(
            EventTypes.all().stream().map(PublishedEvent::typeOf).toList());
    for (var message : messages) {
      var type = message.get("name").asText();
      var event = EventTypes.recordOf(type).orElseThrow();
      assertThat(message.get("title").asText()).isEqualTo(event.getSimpleName());
      assertThat(Path.of(message.at("/payload/schema/$ref").asText()))
          .isEqualTo(EventExamples.inRepository(EventFiles.schemaOf(type)))
          .exists();
      var trait = CaseEvent.class.isAssignableFrom(event) ? "caseEvent" : "clockEvent";
      assertThat(message.at("/traits/0/$ref").asText())
          .isEqualTo("#/components/messageTraits/" + trait);
    }
  }

  @Test
  void aMessageIsDescribedInTheWordsOfItsSchema() {
    for (var message : document.at("/components/messages")) {
      assertThat(message.get("description").asText())
          .isEqualTo(
              EventExamples.schema(message.get("name").asText()).get("description").asText());
    }
  }

  @Test
  void theHeadersAreThoseOfCloudEventsAndOfTheLog() {
    assertThat(fieldNames(document.at("/components/schemas/cloudEventHeaders/properties")))
        .containsExactlyInAnyOrder(
            "ce_specversion",
            "ce_id",
            "ce_type",
            "ce_source",
            "ce_subject",
            "ce_time",
            "ce_dataschema",
            "content-type",
            "traceparent");
    assertThat(fieldNames(document.at("/components/schemas/positionHeaders/properties")))
        .containsExactlyInAnyOrder("nrmposition", "nrmversions");
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    assertThat(document.findValues("$ref"))
        .extracting(JsonNode::asText)
        .filteredOn(ref -> ref.startsWith("#"))
        .allSatisfy(ref -> assertThat(document.at(ref.substring(1)).isMissingNode()).isFalse());
  }

  /** The broker's rights are made from the services' own files, so both must say the same. */
  @Test
  void ownersAndReadersAreThoseOfTheServices() throws IOException {
    var services = services();
    for (var channel : document.get("channels")) {
      var topic = channel.get("address").asText();
      assertThat(services.get(channel.get("x-owner").asText()).get("owns"))
          .as("owner of " + topic)
          .anySatisfy(owned -> assertThat(owned.asText()).isEqualTo(topic));
      assertThat(channel.get("x-readers").valueStream().map(JsonNode::asText))
          .as("readers of " + topic)
          .containsExactlyInAnyOrderElementsOf(
              services.entrySet().stream()
                  .filter(service ->
                      service
                          .getValue()
                          .path("reads")
                          .valueStream()
                          .anyMatch(read -> read.asText().equals(topic)))
                  .map(Map.Entry::getKey)
                  .toList());
    }
  }

  @Test
  void factsAreReadByCoordinationAlone() {
    for (var channel : document.get("channels")) {
      if (channel.get("address").asText().endsWith(".facts")) {
        assertThat(channel.get("x-readers").valueStream().map(JsonNode::asText))
            .containsExactly("coordination");
      }
    }
  }

  private JsonNode at(JsonNode reference) {
    return document.at(reference.get("$ref").asText().substring(1));
  }

  private static Map<String, JsonNode> services() throws IOException {
    try (Stream<Path> folders = Files.list(SERVICES)) {
      var services = new TreeMap<String, JsonNode>();
      for (var folder : folders.toList()) {
        var file = folder.resolve("service.yaml");
        if (Files.exists(file)) {
          services.put(folder.getFileName().toString(), YAML.readTree(file.toFile()));
        }
      }
      return services;
    }
  }

  private static Set<String> fieldNames(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
  }
}
