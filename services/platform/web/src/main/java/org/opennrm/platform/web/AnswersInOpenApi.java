package org.opennrm.platform.web;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Describes answers as they are written: the value itself, or {@code {"answer": "unknown"}}. The
 * document's own reading of {@code Answer<T>} is an object without fields.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class AnswersInOpenApi implements OASFilter {

  private static final String ANSWER = "Answer";
  private static final String NO_ANSWER = "NoAnswer";

  @Override
  public void filterOpenAPI(OpenAPI document) {
    var components = document.getComponents();
    if (components == null || components.getSchemas() == null) {
      return;
    }
    var answers =
        components.getSchemas().keySet().stream()
            .filter(name -> name.startsWith(ANSWER) && name.length() > ANSWER.length())
            .filter(name -> isEmptyObject(components.getSchemas().get(name)))
            .toList();
    for (var name : answers) {
      var value = name.substring(ANSWER.length());
      components.addSchema(
          name,
          OASFactory.createSchema()
              .addOneOf(valueSchema(value, components.getSchemas()))
              .addOneOf(reference(NO_ANSWER)));
    }
    if (!answers.isEmpty()) {
      components.addSchema(NO_ANSWER, noAnswer());
    }
  }

  private static boolean isEmptyObject(Schema schema) {
    return schema.getProperties() == null || schema.getProperties().isEmpty();
  }

  private static Schema valueSchema(String name, Map<String, Schema> known) {
    if (known.containsKey(name)) {
      return reference(name);
    }
    return switch (name) {
      case "Boolean" -> typed(SchemaType.BOOLEAN);
      case "Integer" -> typed(SchemaType.INTEGER).format("int32");
      case "String" -> typed(SchemaType.STRING);
      case "Instant" -> typed(SchemaType.STRING).format("date-time");
      case "LocalDate" -> typed(SchemaType.STRING).format("date");
      case "ListString" -> typed(SchemaType.ARRAY).items(typed(SchemaType.STRING));
      default ->
          throw new IllegalStateException(
              "Say here how the value of an answer of " + name + " is written");
    };
  }

  private static Schema noAnswer() {
    return typed(SchemaType.OBJECT)
        .description("Why there is no value; a field left out was not asked.")
        .addProperty(
            "answer",
            typed(SchemaType.STRING)
                .enumeration(List.of("unknown", "not-asked", "refused", "none")))
        .addRequired("answer");
  }

  private static Schema typed(SchemaType type) {
    return OASFactory.createSchema().type(List.of(type));
  }

  private static Schema reference(String name) {
    return OASFactory.createSchema().ref("#/components/schemas/" + name);
  }
}
