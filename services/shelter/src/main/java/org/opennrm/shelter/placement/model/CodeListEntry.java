package org.opennrm.shelter.placement.model;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** An entry of a published code list, named in Java and written in kebab-case. */
public interface CodeListEntry {

  String name();

  default String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The entry with that code; empty for a code that is not on the list. */
  static <E extends Enum<E> & CodeListEntry> Optional<E> of(Class<E> list, String code) {
    return Stream.of(list.getEnumConstants()).filter(e -> e.code().equals(code)).findFirst();
  }
}
