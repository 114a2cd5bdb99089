package org.opennrm.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** How often what went wrong, by the request and the kind of answer. */
final class Tally {

  private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();

  void count(String request, Reply reply) {
    counts.computeIfAbsent(request + ": " + reply.kind(), _ -> new LongAdder()).increment();
  }

  Map<String, Long> counts() {
    Map<String, Long> read = new TreeMap<>();
    counts.forEach((kind, count) -> read.put(kind, count.sum()));
    return read;
  }
}
