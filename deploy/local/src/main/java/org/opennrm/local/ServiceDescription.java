package org.opennrm.local;

import java.util.List;

/**
 * What must be known of a service from outside: where it listens, which database is its own, which
 * topics it writes and which it may read. Read from {@code services/<name>/service.yaml}; {@code
 * compacted} are those of its own topics that keep the last value per key.
 */
record ServiceDescription(
    String name,
    int port,
    String database,
    List<String> owns,
    List<String> reads,
    List<String> compacted) {

  ServiceDescription {
    owns = List.copyOf(owns);
    reads = List.copyOf(reads);
    compacted = List.copyOf(compacted);
  }
}
