package org.opennrm.journeys.faults;

import java.time.Duration;

/** A database that dies, as a whole or in one session. */
final class DatabaseFaults {

  private static final Duration SOME_TIME = Duration.ofSeconds(2);
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
  private static final String POSTGRES = "postgres";

  private DatabaseFaults() {}

  static void stopAtOnce(Scene scene) {
    scene.letWorkAtMost(SOME_TIME);
    scene.installation().stopPostgresAtOnce();
    startAgain(scene);
  }

  static void kill(Scene scene) {
    scene.letWorkAtMost(SOME_TIME);
    scene.installation().kill(POSTGRES);
    startAgain(scene);
  }

  /** PostgreSQL ends every other session and recovers, since shared memory may be damaged. */
  static void killABackend(Scene scene) {
    var service = scene.anyService();
    scene.letWorkAtMost(SOME_TIME);
    var sessions =
        scene
            .tables()
            .column(
                service,
                "select pid::text from pg_stat_activity where usename = current_user and pid <> pg_backend_pid()");
    var session = Long.parseLong(scene.any(sessions));
    ProcessHandle.of(session).ifPresent(ProcessHandle::destroyForcibly);
    scene.require(LONG_ENOUGH, "PostgreSQL recovers", () -> scene.installation().healthy(POSTGRES));
  }

  /** Sessions of a killed server hold its memory for a moment, and it does not start meanwhile. */
  private static void startAgain(Scene scene) {
    SmallDisk.startAgain(scene, POSTGRES);
  }
}
