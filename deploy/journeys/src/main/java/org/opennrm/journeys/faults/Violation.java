package org.opennrm.journeys.faults;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Something that must never be.
 *
 * @param invariant its number in RELIABILITY.md
 * @param references which cases, events or records; no personal data
 */
record Violation(String invariant, Kind kind, String what, List<String> references) {

  /** How it is counted. */
  enum Kind {
    LOST,
    INVENTED,
    DOUBLED,
    OUT_OF_ORDER,
    OTHER
  }

  private static final int SHOWN = 5;

  Violation {
    references = List.copyOf(references);
  }

  /** None where there is nothing to name. */
  static Stream<Violation> of(
      String invariant, Kind kind, String what, Collection<String> references) {
    return references.isEmpty()
        ? Stream.empty()
        : Stream.of(new Violation(invariant, kind, what, List.copyOf(references)));
  }

  @Override
  public String toString() {
    var shown = String.join(", ", references.stream().limit(SHOWN).toList());
    var more = references.size() > SHOWN ? " and " + (references.size() - SHOWN) + " more" : "";
    return invariant
        + ", "
        + kind.name().toLowerCase(Locale.ROOT).replace('_', ' ')
        + ": "
        + what
        + ": "
        + shown
        + more;
  }
}
