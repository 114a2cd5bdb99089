package org.opennrm.contracts.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.random.RandomGenerator;

/**
 * Names one hand-over. Both sides share it, so that two duty officers can speak about the same
 * thing on the phone. Written {@code HO-} and 13 random symbols of Crockford's base 32.
 */
public record HandOverRef(String value) {
  private static final String PREFIX = "HO-";
  private static final int SYMBOLS = 13;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public HandOverRef {
    Crockford.required(PREFIX, SYMBOLS, value);
  }

  /** A new reference; in production from a secure source, since a reference must not be guessed. */
  public static HandOverRef mint(RandomGenerator random) {
    return new HandOverRef(PREFIX + Crockford.random(SYMBOLS, random));
  }

  @JsonValue
  @Override
  public String toString() {
    return value;
  }
}
