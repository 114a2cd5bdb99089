package org.opennrm.bench;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.NeedRef;
import org.opennrm.contracts.ids.OfferRef;
import org.opennrm.contracts.ids.PlacementRef;
import org.opennrm.contracts.ids.ReferralRef;

/**
 * References of generated cases. They end in {@code BENCH} (a referral's in that and its check
 * symbol), by which everybody sees that nobody stands behind them. What comes before is spread as
 * random references are, so that indexes are as they would be.
 */
final class Marks {

  /** What in a row belongs to its case alone: references, keys of creations, events' ids. */
  static final Pattern REFERENCE =
      Pattern.compile(
          "\\b(?:(CASE|NRM|HO|NEED|PL|OF|BK)-[0-9A-HJKMNP-TV-Z]{11,16}"
              + "|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\\b");

  /** So many references of one kind fit into one case. */
  static final int MOST_OF_A_KIND = 32;

  private static final String MARK = "BENCH";
  private static final String SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int BITS = 5;
  private static final String KEY = "BK-";

  /** Odd, so that multiplying by it spreads numbers without two of them meeting. */
  private static final long SPREAD = 0x2545F4914F6CDD1DL;

  private Marks() {}

  /** A key for a creation, of the form that is told apart and replaced. */
  static String freshKey() {
    return KEY + PlacementRef.mint(new SecureRandom()).value().substring("PL-".length());
  }

  /**
   * The reference that stands in a generated case where a template has this one.
   *
   * @param number of the generated case
   * @param which of its references of the same kind
   */
  static String of(String template, long number, int which) {
    long one = number * MOST_OF_A_KIND + which;
    return switch (template.substring(0, template.indexOf('-') + 1)) {
      case "CASE-" -> CaseRef.mint(new Counted(one, 11)).value();
      // Shorter than the others; a case has one.
      case "NRM-" -> ReferralRef.mint(new Counted(number, 5)).value();
      case "HO-" -> HandOverRef.mint(new Counted(one, 8)).value();
      case "NEED-" -> NeedRef.mint(new Counted(one, 8)).value();
      case "PL-" -> PlacementRef.mint(new Counted(one, 8)).value();
      case "OF-" -> OfferRef.mint(new Counted(one, 8)).value();
      case KEY -> KEY + PlacementRef.mint(new Counted(one, 8)).value().substring("PL-".length());
      default -> id(template, one);
    };
  }

  /** An event's id keeps the template's time-ordered beginning; the caller's count ends it. */
  private static String id(String template, long one) {
    String count = Long.toHexString(one);
    return template.substring(0, 24) + "be" + "0".repeat(10 - count.length()) + count;
  }

  /** Gives the symbols of a spread count and then those of the mark, as if they were drawn. */
  private static final class Counted implements RandomGenerator {

    private final long spread;
    private final int symbols;
    private int given;

    Counted(long count, int symbols) {
      long within = (1L << (BITS * symbols)) - 1;
      this.spread = (count * SPREAD) & within;
      this.symbols = symbols;
    }

    @Override
    public int nextInt(int bound) {
      int place = given++;
      return place < symbols
          ? (int) (spread >>> (BITS * (symbols - 1 - place))) & (SYMBOLS.length() - 1)
          : SYMBOLS.indexOf(MARK.charAt(place - symbols));
    }

    @Override
    public long nextLong() {
      throw new UnsupportedOperationException("symbols are drawn one by one");
    }
  }
}
