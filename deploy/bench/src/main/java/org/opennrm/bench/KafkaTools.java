package org.opennrm.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.opennrm.local.Installation;

/** Kafka's own measuring tools against the same broker, with records of the same size. */
final class KafkaTools {

  private static final String TOPIC = "bench.floor";
  private static final int RECORDS = 20_000;
  private static final int ROUND_TRIPS = 2_000;
  private static final Pattern SENT = Pattern.compile("records sent, ([0-9.]+) records/sec");
  private static final Pattern MEDIAN = Pattern.compile("50th = ([0-9.]+)");
  private static final Pattern HIGH = Pattern.compile("99th = ([0-9.]+)");

  private final Installation installation;
  private final String classPath;
  private final int bytes;

  private KafkaTools(Installation installation, String classPath, int bytes) {
    this.installation = installation;
    this.classPath = classPath;
    this.bytes = bytes;
  }

  /** Asks Maven once where the tools lie; says so where there is none. */
  static Optional<KafkaTools> found(
      Installation installation, Path folder, int bytes, PrintStream out) {
    Path classPath = folder.resolveSibling("target").resolve("kafka-tools.classpath");
    try {
      if (!Files.exists(classPath)) {
        Tool.run(
            List.of(
                "mvn",
                "-q",
                "-B",
                "-f",
                folder.resolve("pom.xml").toString(),
                "dependency:build-classpath",
                "-Dmdep.outputFile=" + classPath.toAbsolutePath()),
            Map.of(),
            Floors.PATIENCE);
      }
      return Optional.of(new KafkaTools(installation, Files.readString(classPath).strip(), bytes));
    } catch (Trouble | IOException e) {
      Printed.row(out, "SKIPPED", "Kafka's tools cannot be had: %s", e.getMessage());
      return Optional.empty();
    }
  }

  Map<String, Double> measure() {
    Map<String, Double> figures = new LinkedHashMap<>();
    try (Admin admin = Admin.create(installation.kafkaAdminSettings())) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
      Path settings = settings();
      try {
        String sent =
            run(
                "org.apache.kafka.tools.ProducerPerformance",
                List.of(
                    "--topic",
                    TOPIC,
                    "--num-records",
                    Integer.toString(RECORDS),
                    "--record-size",
                    Integer.toString(bytes),
                    "--throughput",
                    "-1",
                    "--command-config",
                    settings.toString()));
        figures.put(FloorsReport.PRODUCED, Tool.number(sent, SENT));
        String returned =
            run(
                "org.apache.kafka.tools.EndToEndLatency",
                List.of(
                    "--bootstrap-server",
                    installation.kafkaAdminSettings().get("bootstrap.servers").toString(),
                    "--topic",
                    TOPIC,
                    "--num-records",
                    Integer.toString(ROUND_TRIPS),
                    "--producer-acks",
                    "all",
                    "--record-size",
                    Integer.toString(bytes),
                    "--command-config",
                    settings.toString()));
        figures.put(FloorsReport.END_TO_END, Tool.number(returned, MEDIAN));
        figures.put(FloorsReport.END_TO_END_HIGH, Tool.number(returned, HIGH));
      } finally {
        Files.delete(settings);
        admin.deleteTopics(List.of(TOPIC)).all().get();
      }
      return figures;
    } catch (ExecutionException | IOException e) {
      throw new Trouble("Kafka's tools failed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    }
  }

  private String run(String tool, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                classPath,
                tool));
    command.addAll(arguments);
    return Tool.run(command, Map.of(), Floors.PATIENCE);
  }

  /** The password stands in it, so nobody else may read it, and it is deleted at once. */
  private Path settings() throws IOException {
    Path file =
        Files.createTempFile(
            "nrm-bench",
            ".properties",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Properties properties = new Properties();
    installation
        .kafkaAdminSettings()
        .forEach((name, value) -> properties.setProperty(name, value.toString()));
    properties.setProperty("acks", "all");
    try (var writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    return file;
  }
}
