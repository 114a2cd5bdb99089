package org.opennrm.platform.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.opennrm.platform.policy.model.Answer;

/**
 * Answers on the wire: the value itself, or {@code {"answer": "unknown" | "not-asked" | "refused" |
 * "none"}}. A field left out was not asked.
 */
final class AnswerModule extends SimpleModule {

  private static final long serialVersionUID = 1L;

  AnswerModule() {
    super("answers");
    addDeserializer(Answer.class, new Reader(null));
    addSerializer(new Writer());
  }

  private static final class Reader extends JsonDeserializer<Answer<?>>
      implements ContextualDeserializer {

    private final @Nullable JavaType valueType;

    Reader(@Nullable JavaType valueType) {
      this.valueType = valueType;
    }

    @Override
    public JsonDeserializer<?> createContextual(
        DeserializationContext context, @Nullable BeanProperty property) {
      var answer = property == null ? context.getContextualType() : property.getType();
      return new Reader(answer.containedTypeOrUnknown(0));
    }

    @Override
    public @Nullable Answer<?> deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        var object = context.readTree(parser);
        if (object.size() == 1
            && object.get("answer") instanceof com.fasterxml.jackson.databind.node.TextNode kind) {
          try {
            return Answer.withoutValue(kind.textValue());
          } catch (IllegalArgumentException e) {
            return (Answer<?>)
                context.handleWeirdStringValue(Answer.class, kind.textValue(), "answer");
          }
        }
        try (var again = object.traverse(parser.getCodec())) {
          again.nextToken();
          return known(context.readValue(again, valueType));
        }
      }
      return known(context.readValue(parser, valueType));
    }

    /** A value that could not be read has been noted as a field problem; it must not look known. */
    private static @Nullable Answer<?> known(@Nullable Object value) {
      return value == null ? null : new Answer.Known<>(value);
    }

    @Override
    public Answer<?> getNullValue(DeserializationContext context) {
      return new Answer.NotAsked<>();
    }

    @Override
    public Answer<?> getAbsentValue(DeserializationContext context) {
      return new Answer.NotAsked<>();
    }
  }

  private static final class Writer extends JsonSerializer<Answer<?>> {

    @Override
    @SuppressWarnings("unchecked")
    public Class<Answer<?>> handledType() {
      return (Class<Answer<?>>) (Class<?>) Answer.class;
    }

    @Override
    public void serialize(Answer<?> answer, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      if (answer instanceof Answer.Known<?>(var value)) {
        provider.defaultSerializeValue(value, out);
      } else {
        out.writeStartObject();
        out.writeStringField("answer", answer.code(Object::toString));
        out.writeEndObject();
      }
    }
  }
}
