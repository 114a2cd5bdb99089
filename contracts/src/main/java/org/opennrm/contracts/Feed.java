package org.opennrm.contracts;

/**
 * Which of a service's topics an event goes on. The feed decides who may read it, since broker
 * rights are given per topic.
 */
public enum Feed {
  /** What happened; read by the other services. */
  DOMAIN(""),
  /** What figures are made of; read by coordination alone. */
  FACTS(".facts"),
  /** Profiles without identity for those who can meet a need; never read by prosecution. */
  NEEDS(".needs"),
  /** The sandbox clock: one topic for the whole system. */
  CLOCK("") {
    @Override
    public String topicOf(String service) {
      return "nrm.clock";
    }
  };

  private final String suffix;

  Feed(String suffix) {
    this.suffix = suffix;
  }

  /** The topic on which {@code service} publishes this feed. */
  public String topicOf(String service) {
    return "nrm." + service + suffix;
  }
}
