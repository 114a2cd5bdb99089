package org.opennrm.local;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is fixed about local mode: ports, flags, limits and patience. Ports are shifted together by
 * {@code NRM_PORT_OFFSET}. The flags start fast and stay small; they are not for measuring.
 */
final class LocalMode {

  static final String HOST = "127.0.0.1";

  static final int POSTGRES_PORT = 18432;
  static final int KAFKA_PORT = 18092;
  static final int KAFKA_CONTROLLER_PORT = 18093;
  static final int KEYCLOAK_PORT = 18080;
  static final int KEYCLOAK_MANAGEMENT_PORT = 18081;

  /** From a service's port to that of its second instance. */
  static final int TO_A_TWINS_PORT = 50;

  static final String REALM = "opennrm";

  /**
   * Unsafe and native access are what Kafka's and Quarkus' libraries need on JDK 25 to start
   * without a warning.
   */
  private static final List<String> QUIET_JVM =
      List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");

  static final List<String> SERVICE_JVM =
      and(
          QUIET_JVM,
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xmx160m",
          "-Xss512k",
          "-XX:ReservedCodeCacheSize=64m",
          "-XX:+ExitOnOutOfMemoryError");

  /** For {@code nrm bench}: both compilers and room for them. */
  static final List<String> MEASURING_SERVICE_JVM =
      and(QUIET_JVM, "-XX:+UseSerialGC", "-Xmx512m", "-Xss512k", "-XX:+ExitOnOutOfMemoryError");

  /** With which flags the JVMs of a running system start. */
  record Jvms(List<String> services, List<String> kafka) {

    /** Small and soon there. */
    static final Jvms EVERYDAY = new Jvms(SERVICE_JVM, kafkaJvm("-XX:TieredStopAtLevel=1"));

    /** Both compilers and room for them. */
    static final Jvms MEASURING = new Jvms(MEASURING_SERVICE_JVM, kafkaJvm());
  }

  static final List<String> KEYCLOAK_JVM =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xms64m",
          "-Xmx320m",
          "-XX:MaxMetaspaceSize=256m",
          "-XX:+ExitOnOutOfMemoryError",
          "-Dfile.encoding=UTF-8",
          "-Duser.language=en",
          "-Duser.country=US",
          "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
          "-Dpicocli.disable.closures=true",
          "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
              + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.base/java.security=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--enable-native-access=ALL-UNNAMED");

  /**
   * Durability is the point of a real PostgreSQL, so it is said here even where it is the server's
   * default.
   */
  static final List<String> POSTGRES_SETTINGS =
      List.of(
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          "track_commit_timestamp=on",
          "listen_addresses=" + HOST,
          "unix_socket_directories=",
          "max_connections=200",
          "shared_buffers=128MB",
          // After a checkpoint every page is written whole once more.
          "checkpoint_timeout=15min",
          // Databases live in memory or on flash: looking a few rows up beats reading a table
          // through.
          "random_page_cost=1.1",
          // Compiling a plan takes longer than anything that is asked here.
          "jit=off",
          // What each statement costs, for whoever looks for the expensive one.
          "shared_preload_libraries=pg_stat_statements",
          "password_encryption=scram-sha-256",
          "timezone=UTC",
          "log_timezone=UTC");

  static final int TOPIC_PARTITIONS = 12;

  /**
   * Free space wanted before the first start (downloads unpacked, empty data) and before later
   * ones.
   */
  static final long DISK_FOR_FIRST_START = 2L << 30;

  static final long DISK_FOR_LATER_START = 500L << 20;

  static final Duration START_PATIENCE = Duration.ofSeconds(240);
  static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
  static final Duration HEALTH_PATIENCE = Duration.ofSeconds(5);
  static final Duration CLOCK_STEP_PATIENCE = Duration.ofSeconds(60);

  private LocalMode() {}

  private static List<String> kafkaJvm(String... more) {
    return and(
        and(QUIET_JVM, more),
        "-XX:+UseSerialGC",
        "-Xmx256m",
        "-XX:+ExitOnOutOfMemoryError",
        "-Dorg.slf4j.simpleLogger.logFile=System.out",
        "-Dorg.slf4j.simpleLogger.showDateTime=true",
        "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
        "-Dorg.slf4j.simpleLogger.log.kafka.server=info");
  }

  private static List<String> and(List<String> first, String... then) {
    return Stream.concat(first.stream(), Arrays.stream(then)).toList();
  }
}
