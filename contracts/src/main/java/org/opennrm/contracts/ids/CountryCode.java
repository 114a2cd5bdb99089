package org.opennrm.contracts.ids;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A country by its ISO 3166-1 alpha-2 code in lower case. {@code xk}, which the standard leaves to
 * its users and which this region uses for Kosovo, is one of them.
 */
public record CountryCode(String value) {
  private static final Set<String> KNOWN =
      Stream.concat(Stream.of(Locale.getISOCountries()), Stream.of("XK"))
          .map(code -> code.toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public CountryCode {
    requireNonNull(value, "country");
    if (!KNOWN.contains(value)) {
      throw new IllegalArgumentException("Not a country code of ISO 3166-1 alpha-2 in lower case");
    }
  }

  @JsonValue
  @Override
  public String toString() {
    return value;
  }
}
