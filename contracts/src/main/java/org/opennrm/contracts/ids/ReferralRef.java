package org.opennrm.contracts.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.random.RandomGenerator;

/**
 * Names one referral: the reference that its sender gets, writes down and reads out. Written {@code
 * NRM-}, ten random symbols of Crockford's base 32 and a check symbol over them (ISO 7064 hybrid
 * system, modulus 33, 32), so that a slip of the pen is noticed before it finds another referral.
 */
public record ReferralRef(String value) {
  private static final String PREFIX = "NRM-";
  private static final int SYMBOLS = 10;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ReferralRef {
    Crockford.required(PREFIX, SYMBOLS + 1, value);
    var symbols = value.substring(PREFIX.length(), PREFIX.length() + SYMBOLS);
    if (value.charAt(value.length() - 1) != Crockford.checkSymbol(symbols)) {
      throw new IllegalArgumentException("The check symbol does not fit: a symbol is wrong");
    }
  }

  /** A new reference; in production from a secure source, since a reference must not be guessed. */
  public static ReferralRef mint(RandomGenerator random) {
    var symbols = Crockford.random(SYMBOLS, random);
    return new ReferralRef(PREFIX + symbols + Crockford.checkSymbol(symbols));
  }

  @JsonValue
  @Override
  public String toString() {
    return value;
  }
}
