package org.opennrm.contracts.ids;

import java.util.Locale;
import java.util.Optional;

/**
 * The code on a return card, with which somebody joins what was noted without their name to a case
 * of theirs. Written {@code CARD-XXXXX-XXXXX-XXXXX}: 14 symbols of Crockford's base 32, which are
 * 70 bits, and a check symbol. Whoever has the code has the card, so it is never printed by
 * accident: its text is asked for by name.
 */
public final class ReturnCode {
  private static final String PREFIX = "CARD";
  private static final int SYMBOLS = 14;
  private static final int GROUP = 5;

  private final String symbols;

  private ReturnCode(String symbols) {
    this.symbols = symbols;
  }

  /**
   * @param random at least 14 bytes that nobody can foresee; the same bytes give the same code
   */
  public static ReturnCode of(byte[] random) {
    if (random.length < SYMBOLS) {
      throw new IllegalArgumentException("too few bytes for a code");
    }
    var symbols = new StringBuilder(SYMBOLS + 1);
    for (var i = 0; i < SYMBOLS; i++) {
      symbols.append(
          Crockford.ALPHABET.charAt(Byte.toUnsignedInt(random[i]) % Crockford.ALPHABET.length()));
    }
    return new ReturnCode(symbols.append(Crockford.checkSymbol(symbols.toString())).toString());
  }

  /**
   * Reads what a person copied from a card: in either case, with or without hyphens and prefix, O
   * for zero, I or L for one. Empty when a symbol is wrong or missing.
   */
  public static Optional<ReturnCode> read(String written) {
    var plain = written.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
    if (plain.startsWith(PREFIX) && plain.length() > SYMBOLS + 1) {
      plain = plain.substring(PREFIX.length());
    }
    plain = plain.replace('O', '0').replace('I', '1').replace('L', '1');
    var wellFormed =
        plain.length() == SYMBOLS + 1
            && plain.chars().allMatch(c -> Crockford.ALPHABET.indexOf(c) >= 0)
            && Crockford.checkSymbol(plain.substring(0, SYMBOLS)) == plain.charAt(SYMBOLS);
    return wellFormed ? Optional.of(new ReturnCode(plain)) : Optional.empty();
  }

  /** As it stands on the card. */
  public String asOnTheCard() {
    var text = new StringBuilder(PREFIX);
    for (var i = 0; i < symbols.length(); i += GROUP) {
      text.append('-').append(symbols, i, i + GROUP);
    }
    return text.toString();
  }

  /** The 15 symbols alone, for the keyed hash. */
  public String symbols() {
    return symbols;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReturnCode code && symbols.equals(code.symbols);
  }

  @Override
  public int hashCode() {
    return symbols.hashCode();
  }

  @Override
  public String toString() {
    return "a return code";
  }
}
