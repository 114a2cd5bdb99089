package org.opennrm.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka broker and controller in one JVM, a process of its own because Kafka ends its JVM on a
 * fatal fault. Takes one argument, the properties file, and formats an empty log folder before the
 * first start.
 */
public final class KafkaNode {

  private KafkaNode() {}

  /** Runs until the process is told to end. */
  public static void main(String[] arguments) throws Exception {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(arguments[0]))) {
      properties.load(reader);
    }
    format(
        Path.of(properties.getProperty("log.dirs")),
        Integer.parseInt(properties.getProperty("node.id")));
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "orderly-end"));
    server.startup();
    server.awaitShutdown();
  }

  /**
   * Formats beside and renames: an interrupted first start leaves no folder that is half formatted.
   */
  private static void format(Path folder, int node) throws Exception {
    if (Files.exists(folder.resolve("meta.properties"))) {
      return;
    }
    if (Files.exists(folder)) {
      throw new IOException(folder + " holds no meta.properties; nothing was deleted");
    }
    Path unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
    Folders.delete(unfinished);
    Files.createDirectories(unfinished);
    try (PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(silent)
          .setNodeId(node)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(unfinished.toString())
          .addDirectory(unfinished.toString())
          .run();
    }
    Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
  }
}
