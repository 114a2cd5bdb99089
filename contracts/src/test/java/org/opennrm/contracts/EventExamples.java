package org.opennrm.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The schema and example files as they stand in the repository, for the tests of this package. */
final class EventExamples {
  static final Path FOLDER = Path.of("events");

  /** Strict on purpose: that events are read tolerantly must come from the records themselves. */
  static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  /** One example file of an event. */
  record Example(String type, Path file) {
    String text() {
      return read(file);
    }

    JsonNode json() {
      return parse(text());
    }

    Class<? extends PublishedEvent> event() {
      return EventTypes.recordOf(type).orElseThrow();
    }

    @Override
    public String toString() {
      return FOLDER.relativize(file).toString();
    }
  }

  private EventExamples() {}

  static List<Example> all() {
    return files(".example.json").stream().map(file -> new Example(typeOf(file), file)).toList();
  }

  static List<Path> files(String suffix) {
    try (var found = Files.walk(FOLDER)) {
      return found.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code events/shelter/person-arrived.v1.example.json} is about {@code nrm.shelter.…v1}. */
  static String typeOf(Path file) {
    var event = file.getFileName().toString().replaceFirst("(\\.v[0-9]+)\\..*", "$1");
    return "nrm." + file.getParent().getFileName() + "." + event;
  }

  /** The path of a class path resource below {@code META-INF/opennrm} in the repository. */
  static Path inRepository(String resource) {
    return FOLDER.resolve(resource.substring("META-INF/opennrm/events/".length()));
  }

  static JsonNode schema(String type) {
    return parse(read(inRepository(EventFiles.schemaOf(type))));
  }

  /** What the schema of the type finds wrong with the text; empty when nothing is. */
  static List<String> complaints(String type, String text) {
    Schema schema = SCHEMAS.getSchema(schema(type).toString());
    return schema.validate(text, InputFormat.JSON).stream().map(Object::toString).toList();
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
