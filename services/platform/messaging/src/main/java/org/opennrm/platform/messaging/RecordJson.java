package org.opennrm.platform.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AccessorNamingStrategy;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedConstructor;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.DefaultAccessorNamingStrategy;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How records become JSON here: their components and nothing else, ISO dates, absent values left
 * out; on reading, a component is required unless it is {@code @Nullable} or {@code Optional}.
 */
final class RecordJson {
  private RecordJson() {}

  static JsonMapper.Builder mapper() {
    return mapper(
        new NopAnnotationIntrospector() {
          private static final long serialVersionUID = 1L;
        });
  }

  static JsonMapper.Builder mapper(AnnotationIntrospector polymorphism) {
    return JsonMapper.builder()
        .addModules(new JavaTimeModule(), new Jdk8Module())
        .annotationIntrospector(
            AnnotationIntrospector.pair(
                AnnotationIntrospector.pair(new RequiredComponents(), polymorphism),
                new JacksonAnnotationIntrospector()))
        .accessorNaming(new ComponentsOnly())
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
  }

  /** Without it a record's {@code isOpen()} would become a field. */
  private static final class ComponentsOnly extends DefaultAccessorNamingStrategy.Provider {
    private static final long serialVersionUID = 1L;

    @Override
    public AccessorNamingStrategy forRecord(MapperConfig<?> config, AnnotatedClass record) {
      return new DefaultAccessorNamingStrategy.RecordNaming(config, record) {
        @Override
        public @Nullable String findNameForIsGetter(AnnotatedMethod method, String name) {
          return null;
        }

        @Override
        public @Nullable String findNameForRegularGetter(AnnotatedMethod method, String name) {
          return _fieldNames.contains(name) ? name : null;
        }
      };
    }
  }

  /** Nullness as the source states it: {@code @Nullable} or {@code Optional}, else required. */
  private static final class RequiredComponents extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
      var component = componentOf(member);
      return component == null ? null : isRequired(component);
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated annotated) {
      var component = annotated instanceof AnnotatedMember member ? componentOf(member) : null;
      return component != null && isRequired(component)
          ? JsonSetter.Value.forValueNulls(Nulls.FAIL)
          : JsonSetter.Value.empty();
    }

    private static boolean isRequired(RecordComponent component) {
      return component.getType() != Optional.class
          && !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static @Nullable RecordComponent componentOf(AnnotatedMember member) {
      var declaring = member.getDeclaringClass();
      if (!declaring.isRecord()) {
        return null;
      }
      var components = declaring.getRecordComponents();
      if (member instanceof AnnotatedParameter parameter) {
        return parameter.getOwner() instanceof AnnotatedConstructor owner
                && owner.getParameterCount() == components.length
            ? components[parameter.getIndex()]
            : null;
      }
      for (var component : components) {
        if (component.getName().equals(member.getName())) {
          return component;
        }
      }
      return null;
    }
  }
}
