package org.opennrm.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.opennrm.bench.Beginning.Intended;

/**
 * Starts every call at its intended time, whatever became of the calls before it. A slow answer
 * makes later calls no later, so the queue that real people would stand in is there, and counted.
 */
final class OpenModel {

  /** Makes one call and deals with its answer; runs on a thread of its own. */
  interface Call {
    void make(Intended intended);
  }

  private final Latencies late;

  /**
   * @param late by how much calls began after their time: the driver's own shortcoming, which every
   *     other latency contains
   */
  OpenModel(Latencies late) {
    this.late = late;
  }

  /** Returns when all calls have ended; an error of the driver's own is thrown then. */
  void drive(Arrivals arrivals, Beginning beginning, Call call) {
    List<Future<?>> calls = new ArrayList<>(arrivals.count());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < arrivals.count(); i++) {
        Intended intended = beginning.call(i, arrivals.at(i));
        await(intended);
        calls.add(
            threads.submit(() -> {
              late.record(intended.nanosSince());
              call.make(intended);
            }));
      }
    }
    mustHaveRun(calls);
  }

  /** A failed call would be one that nobody counts. */
  static void mustHaveRun(List<Future<?>> calls) {
    for (Future<?> each : calls) {
      if (each.state() == Future.State.FAILED) {
        throw new IllegalStateException("The driver failed", each.exceptionNow());
      }
    }
  }

  private static void await(Intended intended) {
    for (long left = -intended.nanosSince(); left > 0; left = -intended.nanosSince()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new Trouble("Interrupted.");
      }
    }
  }
}
