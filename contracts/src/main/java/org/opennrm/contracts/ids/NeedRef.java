package org.opennrm.contracts.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.random.RandomGenerator;

/**
 * Names one stated need of a case. Written {@code NEED-} and 13 random symbols of Crockford's base
 * 32.
 */
public record NeedRef(String value) {
  private static final String PREFIX = "NEED-";
  private static final int SYMBOLS = 13;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public NeedRef {
    Crockford.required(PREFIX, SYMBOLS, value);
  }

  /** A new reference; in production from a secure source, since a reference must not be guessed. */
  public static NeedRef mint(RandomGenerator random) {
    return new NeedRef(PREFIX + Crockford.random(SYMBOLS, random));
  }

  @JsonValue
  @Override
  public String toString() {
    return value;
  }
}
