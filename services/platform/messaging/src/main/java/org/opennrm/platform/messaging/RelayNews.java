package org.opennrm.platform.messaging;

/** What the relay tells whoever watches over it. */
interface RelayNews {

  /** The broker confirmed so many events. */
  void sent(int events);

  /** A lost copy is being made anew, from so many events. */
  default void madeAnew(int events) {}

  /** Whether events get through to the broker; told when that changes. */
  default void gettingThrough(boolean yes) {}
}
