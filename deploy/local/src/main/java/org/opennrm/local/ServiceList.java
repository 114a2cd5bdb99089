package org.opennrm.local;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The services of this repository: the modules of {@code services/pom.xml} that carry a {@code
 * service.yaml}. Every port, database and topic has one owner, and nothing is read that nobody
 * writes.
 */
final class ServiceList {

  private static final YAMLMapper YAML = new YAMLMapper();

  private ServiceList() {}

  private record Stated(
      int port,
      @Nullable String database,
      List<String> owns,
      List<String> reads,
      List<String> compacted) {

    @JsonCreator
    Stated(
        @JsonProperty("port") int port,
        @JsonProperty("database") @Nullable String database,
        @JsonProperty("owns") @Nullable List<String> owns,
        @JsonProperty("reads") @Nullable List<String> reads,
        @JsonProperty("compacted") @Nullable List<String> compacted) {
      this.port = port;
      this.database = database;
      this.owns = Objects.requireNonNullElse(owns, List.of());
      this.reads = Objects.requireNonNullElse(reads, List.of());
      this.compacted = Objects.requireNonNullElse(compacted, List.of());
    }
  }

  static List<ServiceDescription> of(Path repository) {
    Path services = repository.resolve("services");
    List<ServiceDescription> found = new ArrayList<>();
    for (String module : modules(services.resolve("pom.xml"))) {
      Path stated = services.resolve(module).resolve("service.yaml");
      if (Files.exists(stated)) {
        found.add(read(module, stated));
      }
    }
    check(found);
    return List.copyOf(found);
  }

  private static List<String> modules(Path pom) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Document document = factory.newDocumentBuilder().parse(pom.toFile());
      NodeList modules = document.getElementsByTagName("module");
      List<String> names = new ArrayList<>();
      for (int i = 0; i < modules.getLength(); i++) {
        if (modules.item(i) instanceof Element module) {
          names.add(module.getTextContent().strip());
        }
      }
      return names;
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new Trouble(
          "The list of services cannot be read from " + pom + ": " + e.getMessage(), e);
    }
  }

  private static ServiceDescription read(String name, Path file) {
    try {
      Stated stated = YAML.readValue(file.toFile(), Stated.class);
      if (stated.port() < 1024 || stated.port() > 65_535) {
        throw new Trouble(file + ": port is a number from 1024 to 65535.");
      }
      if (stated.database() == null || !stated.database().matches("[a-z][a-z0-9_]{0,62}")) {
        throw new Trouble(file + ": database is a lower-case name.");
      }
      if (!stated.owns().containsAll(stated.compacted())) {
        throw new Trouble(file + ": compacted lists a topic that the service does not own.");
      }
      return new ServiceDescription(
          name,
          stated.port(),
          stated.database(),
          stated.owns(),
          stated.reads(),
          stated.compacted());
    } catch (JsonProcessingException e) {
      throw new Trouble(file + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new Trouble(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static void check(List<ServiceDescription> services) {
    Map<Object, String> owners = new HashMap<>();
    for (ServiceDescription service : services) {
      claim(owners, "port " + service.port(), service.name());
      claim(owners, "database " + service.database(), service.name());
      service.owns().forEach(topic -> claim(owners, "topic " + topic, service.name()));
    }
    for (ServiceDescription service : services) {
      for (String topic : service.reads()) {
        if (!owners.containsKey("topic " + topic)) {
          throw new Trouble(
              "services/"
                  + service.name()
                  + "/service.yaml reads "
                  + topic
                  + ", which no service owns.");
        }
      }
    }
  }

  private static void claim(Map<Object, String> owners, String what, String service) {
    @Nullable String other = owners.putIfAbsent(what, service);
    if (other != null) {
      throw new Trouble("Services " + other + " and " + service + " both claim " + what + ".");
    }
  }
}
