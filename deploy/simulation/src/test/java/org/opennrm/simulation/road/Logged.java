package org.opennrm.simulation.road;

import java.util.Set;

/**
 * An event as its service logged it; it never changes.
 *
 * @param position dense per topic and subject
 * @param stream topic and subject, within which order is kept
 * @param version in which this event tells its fact
 * @param published every version in which the fact is told
 * @param told what it says
 */
public record Logged(
    String topic,
    String subject,
    long position,
    String stream,
    int version,
    Set<Integer> published,
    Object told) {

  /** The same event where another has its place. */
  Logged at(long other) {
    return new Logged(topic, subject, other, stream, version, published, told);
  }

  @Override
  public String toString() {
    return stream + '#' + position + 'v' + version;
  }
}
