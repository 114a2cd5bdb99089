package org.opennrm.contracts.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.random.RandomGenerator;

/**
 * Names one search for a place to stay and what came of it. Written {@code PL-} and 13 random
 * symbols of Crockford's base 32.
 */
public record PlacementRef(String value) {
  private static final String PREFIX = "PL-";
  private static final int SYMBOLS = 13;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public PlacementRef {
    Crockford.required(PREFIX, SYMBOLS, value);
  }

  /** A new reference; in production from a secure source, since a reference must not be guessed. */
  public static PlacementRef mint(RandomGenerator random) {
    return new PlacementRef(PREFIX + Crockford.random(SYMBOLS, random));
  }

  @JsonValue
  @Override
  public String toString() {
    return value;
  }
}
