package org.opennrm.simulation.road;

/** What an event does at a consumer; it runs in the inbox's transaction. */
public interface Effect {
  /** Whether the event is to be kept as rejected; it is taken in either way. */
  boolean rejects(Logged event);
}
