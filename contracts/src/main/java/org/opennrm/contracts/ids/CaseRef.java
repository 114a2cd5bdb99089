package org.opennrm.contracts.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.random.RandomGenerator;

/**
 * Names one case inside the system and keys all its events. It never leaves over HTTP: there each
 * organisation sees an alias of its own, so that two organisations cannot compare notes by
 * reference. Written {@code CASE-} and 16 random symbols of Crockford's base 32.
 */
public record CaseRef(String value) {
  private static final String PREFIX = "CASE-";
  private static final int SYMBOLS = 16;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public CaseRef {
    Crockford.required(PREFIX, SYMBOLS, value);
  }

  /** A new reference; in production from a secure source, since a reference must not be guessed. */
  public static CaseRef mint(RandomGenerator random) {
    return new CaseRef(PREFIX + Crockford.random(SYMBOLS, random));
  }

  @JsonValue
  @Override
  public String toString() {
    return value;
  }
}
