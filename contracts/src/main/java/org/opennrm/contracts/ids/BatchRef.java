package org.opennrm.contracts.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.random.RandomGenerator;

/**
 * Names one batch of referrals: one operation, such as a raid, that brought many people. Written
 * {@code BAT-} and 13 random symbols of Crockford's base 32.
 */
public record BatchRef(String value) {
  private static final String PREFIX = "BAT-";
  private static final int SYMBOLS = 13;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public BatchRef {
    Crockford.required(PREFIX, SYMBOLS, value);
  }

  /** A new reference; in production from a secure source, since a reference must not be guessed. */
  public static BatchRef mint(RandomGenerator random) {
    return new BatchRef(PREFIX + Crockford.random(SYMBOLS, random));
  }

  @JsonValue
  @Override
  public String toString() {
    return value;
  }
}
