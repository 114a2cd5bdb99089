package org.opennrm.platform.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.opennrm.platform.web.StrictForms.Read;

/**
 * Reads and validates a JSON body in one go, so that one answer names every wrong field with its
 * path and what would be right. A form that reaches a resource is complete.
 */
@Provider
@Priority(1)
@Consumes(MediaType.APPLICATION_JSON)
public class StrictReader implements MessageBodyReader<Object> {

  private final ObjectMapper json;
  private final StrictForms forms;

  @Inject
  StrictReader(ObjectMapper json, StrictForms forms) {
    this.json = json;
    this.forms = forms;
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type.isRecord();
  }

  @Override
  public Object readFrom(
      Class<Object> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    return switch (forms.read(type, tree(body))) {
      case Read.Complete<Object>(var form) -> form;
      case Read.Faulty<Object>(var problems) -> throw Problems.invalid(problems);
    };
  }

  private JsonNode tree(InputStream body) throws IOException {
    try {
      return json.readTree(body);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw Problems.malformed(at == null ? 1 : at.getLineNr(), at == null ? 1 : at.getColumnNr());
    }
  }
}
