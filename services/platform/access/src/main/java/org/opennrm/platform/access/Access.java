package org.opennrm.platform.access;

/** A decision about access, with its reason; made by pure code beside the model it protects. */
public sealed interface Access {

  /** Allowed, in this view. */
  record Granted(String view) implements Access {}

  /** Refused; to the caller this looks exactly like something that does not exist. */
  record Denied(String reason) implements Access {}

  default boolean granted() {
    return this instanceof Granted;
  }
}
