package org.opennrm.journeys.faults;

import java.util.Arrays;
import java.util.Locale;

/**
 * Every fault that can be asked for, the most telling first. Names on the command line are these,
 * in small letters with hyphens.
 */
enum KnownFault {
  KILL_IDENTIFICATION(true),
  KILL_SHELTER(true),
  KILL_COORDINATION(true),
  KILL_TWO(false),
  BROKER_KILLED(true),
  BROKER_DOWN(false),
  BROKER_EMPTIED(true),
  BROKER_DISK_FULL(false),
  REBALANCE_STORM(false),
  RIGHTS_WITHDRAWN(false),
  CRASH_AFTER_COMMIT(false),
  CRASH_BEFORE_MARK(false),
  CRASH_AFTER_EFFECT(false),
  CUT_AT_COMMIT(false),
  SLOW_AND_LOSSY(false),
  CUT_ONE_WAY(false),
  SUSPENDED_RELAY(true),
  SUSPENDED_CONSUMER(false),
  DATABASE_AT_ONCE(false),
  DATABASE_KILLED(false),
  BACKEND_KILLED(false),
  RESTORED_FROM_BACKUP(false),
  DISK_FULL(false),
  DUPLICATES(true),
  SHUFFLED(false),
  REPLAY_FROM_ZERO(false),
  EMPTY_CONSUMER(false),
  POISON(true),
  ONE_BED(false),
  OLD_TOKEN(false),
  CLOCK_JUMP(false),
  SUMMER_TIME(false),
  CLOCK_SKEW(false);

  private final boolean shortForm;

  KnownFault(boolean shortForm) {
    this.shortForm = shortForm;
  }

  /** Whether it belongs to every run of the tests. */
  boolean isInTheShortForm() {
    return shortForm;
  }

  /**
   * Strikes while people use the system, and returns when everything is whole again; what it left
   * behind is the checks' business.
   */
  void strike(Scene scene) {
    switch (this) {
      case KILL_IDENTIFICATION -> ProcessFaults.kill(scene, "identification");
      case KILL_SHELTER -> ProcessFaults.kill(scene, "shelter");
      case KILL_COORDINATION -> ProcessFaults.kill(scene, "coordination");
      case KILL_TWO -> ProcessFaults.killTwo(scene);
      case BROKER_KILLED -> BrokerFaults.kill(scene);
      case BROKER_DOWN -> BrokerFaults.down(scene);
      case BROKER_EMPTIED -> BrokerFaults.empty(scene);
      case BROKER_DISK_FULL -> SmallDisk.fillsUnder(scene, "kafka");
      case REBALANCE_STORM -> BrokerFaults.rebalanceStorm(scene);
      case RIGHTS_WITHDRAWN -> BrokerFaults.withdrawRights(scene);
      case CRASH_AFTER_COMMIT -> CrashPoints.afterCommit(scene);
      case CRASH_BEFORE_MARK -> CrashPoints.beforeMark(scene);
      case CRASH_AFTER_EFFECT -> CrashPoints.afterEffect(scene);
      case CUT_AT_COMMIT -> NetworkFaults.cutAtCommit(scene);
      case SLOW_AND_LOSSY -> NetworkFaults.slowAndLossy(scene);
      case CUT_ONE_WAY -> NetworkFaults.cutOneWay(scene);
      case SUSPENDED_RELAY -> ProcessFaults.suspendTheRelay(scene);
      case SUSPENDED_CONSUMER -> ProcessFaults.suspendAConsumer(scene);
      case DATABASE_AT_ONCE -> DatabaseFaults.stopAtOnce(scene);
      case DATABASE_KILLED -> DatabaseFaults.kill(scene);
      case BACKEND_KILLED -> DatabaseFaults.killABackend(scene);
      case RESTORED_FROM_BACKUP -> Backup.restore(scene);
      case DISK_FULL -> SmallDisk.fillsUnder(scene, "postgres");
      case DUPLICATES -> TopicFaults.repeat(scene);
      case SHUFFLED -> TopicFaults.shuffle(scene);
      case REPLAY_FROM_ZERO -> TopicFaults.replayFromZero(scene);
      case EMPTY_CONSUMER -> TopicFaults.rebuildAConsumer(scene);
      case POISON -> TopicFaults.poison(scene);
      case ONE_BED -> PeopleFaults.manyForOneBed(scene);
      case OLD_TOKEN -> PeopleFaults.oldToken(scene);
      case CLOCK_JUMP -> ClockFaults.jump(scene);
      case SUMMER_TIME -> ClockFaults.summerTime(scene);
      case CLOCK_SKEW -> SkewedClock.skew(scene);
    }
  }

  /** Whether it needs the right to mount a disk, which an ordinary user has not. */
  boolean needsADisk() {
    return this == DISK_FULL || this == BROKER_DISK_FULL;
  }

  /** The sudden death of one service, which is tried again and again. */
  boolean isKill() {
    return this == KILL_IDENTIFICATION || this == KILL_SHELTER || this == KILL_COORDINATION;
  }

  static KnownFault called(String name) {
    return Arrays.stream(values())
        .filter(each -> each.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
