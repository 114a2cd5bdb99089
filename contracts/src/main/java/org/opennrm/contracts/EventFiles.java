package org.opennrm.contracts;

/**
 * Where the schema and the frozen examples of an event stand on the class path. Publishers and
 * readers test against these same files, so that what one writes the other is known to read.
 */
public final class EventFiles {
  private EventFiles() {}

  public static String schemaOf(String type) {
    return fileOf(type, "schema");
  }

  public static String exampleOf(String type) {
    return fileOf(type, "example");
  }

  /** The example that carries no optional field. */
  public static String requiredOnlyExampleOf(String type) {
    return fileOf(type, "required-only.example");
  }

  private static String fileOf(String type, String kind) {
    var folderAndEvent = EventTypes.familyOf(type).substring("nrm.".length()).replace('.', '/');
    return "META-INF/opennrm/events/%s.v%d.%s.json"
        .formatted(folderAndEvent, EventTypes.versionOf(type), kind);
  }
}
