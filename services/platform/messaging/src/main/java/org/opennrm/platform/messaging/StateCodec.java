package org.opennrm.platform.messaging;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeResolverBuilder;
import com.fasterxml.jackson.databind.jsontype.impl.StdTypeResolverBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The states of one lifecycle as JSON text and back, for the {@code state jsonb} columns. The
 * record's simple name in kebab-case stands in {@code "state"}; sealed types inside a state name
 * theirs in {@code "kind"}. The model needs no annotations. What is written can be read; an unknown
 * state name is an error; a field that a later shape dropped is skipped.
 */
public final class StateCodec<T> {
  private final Class<T> lifecycle;
  private final Set<String> names;
  private final ObjectWriter writer;
  private final ObjectReader reader;

  private StateCodec(Class<T> lifecycle) {
    this.lifecycle = lifecycle;
    this.names = new TreeSet<>();
    for (var state : recordsOf(lifecycle)) {
      names.add(nameOf(state));
    }
    var mapper = RecordJson.mapper(new SealedTypes(lifecycle)).build();
    this.writer = mapper.writerFor(lifecycle);
    this.reader = mapper.readerFor(lifecycle);
  }

  /**
   * @throws IllegalArgumentException when the type is not sealed over records of different names
   */
  public static <T> StateCodec<T> of(Class<T> lifecycle) {
    return new StateCodec<>(lifecycle);
  }

  public String write(T state) {
    try {
      return writer.writeValueAsString(state);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("No JSON for " + state.getClass().getName(), e);
    }
  }

  public T read(String text) {
    try {
      return lifecycle.cast(reader.readValue(text));
    } catch (JsonProcessingException e) {
      // Without the cause: Jackson quotes the text, and a state may hold what no log may show.
      throw new IllegalStateException(
          "A stored "
              + lifecycle.getSimpleName()
              + " does not fit: "
              + e.getClass().getSimpleName());
    }
  }

  /** The name of a state, as it stands in {@code "state"}; for the typed column beside it. */
  public String nameOf(T state) {
    return nameOf(state.getClass());
  }

  /** The names of all states of the lifecycle. */
  public Set<String> names() {
    return Set.copyOf(names);
  }

  private static String nameOf(Class<?> state) {
    return state
        .getSimpleName()
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-")
        .toLowerCase(Locale.ROOT);
  }

  private static List<Class<?>> recordsOf(Class<?> type) {
    if (!type.isSealed()) {
      throw new IllegalArgumentException(type.getName() + " is not sealed");
    }
    var records = new LinkedHashSet<Class<?>>();
    for (var permitted : type.getPermittedSubclasses()) {
      if (permitted.isSealed()) {
        records.addAll(recordsOf(permitted));
      } else if (permitted.isRecord()) {
        records.add(permitted);
      } else {
        throw new IllegalArgumentException(permitted.getName() + " is not a record");
      }
    }
    var byName = new HashMap<String, Class<?>>();
    for (var each : records) {
      if (byName.put(nameOf(each), each) != null) {
        throw new IllegalArgumentException("Two states are called " + nameOf(each));
      }
    }
    return new ArrayList<>(records);
  }

  /** Tells Jackson what {@code sealed} already says, so that the model need not repeat it. */
  private static final class SealedTypes extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;
    private final Class<?> lifecycle;

    SealedTypes(Class<?> lifecycle) {
      this.lifecycle = lifecycle;
    }

    @Override
    public @Nullable TypeResolverBuilder<?> findTypeResolver(
        MapperConfig<?> config, AnnotatedClass type, JavaType declared) {
      if (!isSealed(type.getRawType())) {
        return null;
      }
      var property = lifecycle.isAssignableFrom(type.getRawType()) ? "state" : "kind";
      return new StdTypeResolverBuilder()
          .init(
              JsonTypeInfo.Value.construct(
                  JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, property, null, false, true),
              null);
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
      return annotated.getRawType().isSealed()
          ? recordsOf(annotated.getRawType()).stream()
              .map(state -> new NamedType(state, nameOf(state)))
              .toList()
          : null;
    }

    @Override
    public @Nullable String findTypeName(AnnotatedClass type) {
      return isSealed(type.getRawType()) ? nameOf(type.getRawType()) : null;
    }

    /** A sealed interface of a model, or a record under one. */
    private static boolean isSealed(Class<?> type) {
      return (type.isInterface() && type.isSealed())
          || (type.isRecord() && Stream.of(type.getInterfaces()).anyMatch(Class::isSealed));
    }
  }
}
