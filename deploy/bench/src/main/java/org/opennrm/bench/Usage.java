package org.opennrm.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What PostgreSQL and the broker have done for the services so far, by name; two readings make a
 * cost.
 */
record Usage(Map<String, Long> counted) {

  static final String STATEMENTS = "SQL statements";
  static final String COMMITS = "transactions";
  static final String WAL = "WAL bytes";
  static final String FLUSHES = "WAL flushes";
  static final String BROKER = "broker bytes";

  /** For each of so many calls since an earlier reading. */
  Map<String, Double> perCall(Usage earlier, long calls) {
    Map<String, Double> each = new LinkedHashMap<>();
    counted.forEach((what, now) ->
        each.put(
            what, (now - earlier.counted.getOrDefault(what, 0L)) / (double) Math.max(1, calls)));
    return each;
  }
}
