package org.opennrm.platform.policy.model;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a lifecycle answers to a command: the next state with what happened, or the rule that
 * refuses. A "no" is a value, never an exception, and a refused command changes nothing.
 *
 * @param <S> the states
 * @param <E> the internal events
 */
public sealed interface Ruling<S, E> {

  /** The step is taken; the events are in the order in which they are to be announced. */
  record Moved<S, E>(S next, List<E> events) implements Ruling<S, E> {
    public Moved {
      events = List.copyOf(events);
    }
  }

  /** The step is not taken, by this rule. */
  record Refused<S, E>(Rule rule) implements Ruling<S, E> {}

  /** A rule by its name, such as {@code HOLD_HAS_EXPIRED}; lifecycles keep theirs in an enum. */
  interface Rule {
    String name();
  }

  /** The same ruling with one more thing that happened; a refusal stays what it is. */
  default Ruling<S, E> and(E another) {
    return switch (this) {
      case Moved<S, E>(var next, var events) ->
          new Moved<>(next, Stream.concat(events.stream(), Stream.of(another)).toList());
      case Refused<S, E> refused -> refused;
    };
  }

  static <S, E> Ruling<S, E> moved(S next, E event) {
    return new Moved<>(next, List.of(event));
  }

  static <S, E> Ruling<S, E> refused(Rule rule) {
    return new Refused<>(rule);
  }
}
