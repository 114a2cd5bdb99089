package org.opennrm.platform.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.EventTypes;
import org.opennrm.contracts.PublishedEvent;

/**
 * Published events as JSON text and back. Written without nulls and with ISO instants; read
 * tolerantly: unknown fields are skipped, a missing required field is an error.
 */
@Singleton
public final class EventCodec {
  private final JsonMapper json =
      RecordJson.mapper().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private final Map<String, ObjectReader> readers = new HashMap<>();

  public EventCodec() {
    for (var event : EventTypes.all()) {
      readers.put(PublishedEvent.typeOf(event), json.readerFor(event));
    }
  }

  /** The wire name of an event. */
  public String typeOf(PublishedEvent event) {
    return PublishedEvent.typeOf(event.getClass());
  }

  public String write(PublishedEvent event) {
    try {
      return json.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("No JSON for " + event.getClass().getName(), e);
    }
  }

  /**
   * @throws UnreadableEvent when the type is unknown or the text does not hold such an event
   */
  public PublishedEvent read(String type, @Nullable String payload) {
    var reader = readers.get(type);
    if (reader == null) {
      throw new UnreadableEvent("No published event is called so");
    }
    if (payload == null) {
      throw new UnreadableEvent(type + " without a value");
    }
    try {
      PublishedEvent event = reader.readValue(payload);
      if (event == null) {
        throw new UnreadableEvent(type + " is null");
      }
      return event;
    } catch (JsonMappingException e) {
      throw new UnreadableEvent(type + " cannot be read at /" + pathOf(e));
    } catch (JsonProcessingException e) {
      throw new UnreadableEvent(type + " is not JSON");
    }
  }

  private static String pathOf(JsonMappingException e) {
    return e.getPath().stream()
        .map(at -> at.getFieldName() == null ? String.valueOf(at.getIndex()) : at.getFieldName())
        .collect(Collectors.joining("/"));
  }
}
