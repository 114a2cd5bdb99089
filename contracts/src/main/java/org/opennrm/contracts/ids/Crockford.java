package org.opennrm.contracts.ids;

import static java.util.Objects.requireNonNull;

import java.util.random.RandomGenerator;

/**
 * Crockford's base 32: digits and capitals without I, L, O and U, which are misread on the phone.
 */
final class Crockford {
  static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private Crockford() {}

  static String random(int length, RandomGenerator random) {
    var symbols = new StringBuilder(length);
    for (var i = 0; i < length; i++) {
      symbols.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return symbols.toString();
  }

  /** Checks that {@code value} is the prefix followed by exactly that many symbols. */
  static String required(String prefix, int length, String value) {
    requireNonNull(value, prefix);
    var wellFormed =
        value.length() == prefix.length() + length
            && value.startsWith(prefix)
            && value.chars().skip(prefix.length()).allMatch(c -> ALPHABET.indexOf(c) >= 0);
    if (!wellFormed) {
      throw new IllegalArgumentException(
          "Not of the form " + prefix + " and " + length + " symbols of Crockford's base 32");
    }
    return value;
  }

  /**
   * The check symbol of ISO 7064's hybrid systems, built on these 32 symbols (modulus 33, 32), so
   * that it too can be read aloud; the standard's own 37, 36 could end in I, L, O or U. Finds every
   * single wrong symbol and nearly every swap of neighbours.
   */
  static char checkSymbol(String symbols) {
    var size = ALPHABET.length();
    var product = size;
    for (var i = 0; i < symbols.length(); i++) {
      var sum = (product + ALPHABET.indexOf(symbols.charAt(i))) % size;
      product = (sum == 0 ? size : sum) * 2 % (size + 1);
    }
    return ALPHABET.charAt((size + 1 - product) % size);
  }
}
