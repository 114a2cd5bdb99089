package org.opennrm.contracts.codes;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;

/** The code lists that ship with the contracts, read once from the class path. */
public final class CodeLists {
  private static final Pattern NAME = Pattern.compile("[a-z]+(-[a-z]+)*");
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();
  private static final ConcurrentMap<String, CodeList> READ = new ConcurrentHashMap<>();

  private CodeLists() {}

  /**
   * @param name as in {@code "channels"}
   * @throws IllegalArgumentException when no such list ships
   */
  public static CodeList of(String name) {
    return READ.computeIfAbsent(name, CodeLists::read);
  }

  private static CodeList read(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Not the name of a code list");
    }
    try (var file =
        CodeLists.class.getResourceAsStream("/META-INF/opennrm/codes/" + name + ".yaml")) {
      if (file == null) {
        throw new IllegalArgumentException("There is no code list " + name);
      }
      var list = new CodeList(YAML.readValue(file, CodeListFile.class));
      if (!list.name().equals(name)) {
        throw new IllegalArgumentException(name + ".yaml calls itself " + list.name());
      }
      return list;
    } catch (IOException e) {
      throw new UncheckedIOException("The code list " + name + " cannot be read", e);
    }
  }
}
