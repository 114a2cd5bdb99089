package org.opennrm.platform.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The working tree that the tests run in, as far as tests read it. */
final class Repository {
  private Repository() {}

  /**
   * The root: {@code nrm.root} as the build sets it, else the folder above that holds the build.
   */
  static Path root() {
    var given = System.getProperty("nrm.root");
    if (given != null && !given.isBlank()) {
      return Path.of(given);
    }
    for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(".mvn"))) {
        return at;
      }
    }
    throw new IllegalStateException("Not inside the repository: set nrm.root");
  }

  /**
   * The topics that a service owns or reads, with their partitions. Without a name: those of the
   * service whose folder the tests run in, else those of all services.
   */
  static Map<String, Integer> topics(@Nullable String service) {
    var topics = new LinkedHashMap<String, Integer>();
    for (var file : serviceFiles(service)) {
      var described = ServiceFile.read(file);
      for (var topic : described.topics()) {
        topics.put(topic, described.partitions(topic));
      }
    }
    return topics;
  }

  private static List<Path> serviceFiles(@Nullable String service) {
    if (service != null) {
      return List.of(root().resolve("services").resolve(service).resolve("service.yaml"));
    }
    var here = Path.of("service.yaml").toAbsolutePath();
    if (Files.exists(here)) {
      return List.of(here);
    }
    var found = new ArrayList<Path>();
    try (var folders = Files.list(root().resolve("services"))) {
      folders
          .map(folder -> folder.resolve("service.yaml"))
          .filter(Files::exists)
          .forEach(found::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }
}
