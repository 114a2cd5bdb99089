package org.opennrm.contracts.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.random.RandomGenerator;

/**
 * Names one anonymous notification: coded facts about somebody who chose not to be referred.
 * Written {@code ANON-} and 13 random symbols of Crockford's base 32.
 */
public record NotificationRef(String value) {
  private static final String PREFIX = "ANON-";
  private static final int SYMBOLS = 13;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public NotificationRef {
    Crockford.required(PREFIX, SYMBOLS, value);
  }

  /** A new reference; in production from a secure source, since a reference must not be guessed. */
  public static NotificationRef mint(RandomGenerator random) {
    return new NotificationRef(PREFIX + Crockford.random(SYMBOLS, random));
  }

  @JsonValue
  @Override
  public String toString() {
    return value;
  }
}
