package org.opennrm.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The options of one command as they were typed, over those that are usual. */
public final class Words {

  private final Map<String, String> values;

  private Words(Map<String, String> values) {
    this.values = values;
  }

  /** Refuses what is not among the usual ones. */
  public static Words of(Map<String, String> usual, String... arguments) {
    Map<String, String> values = new LinkedHashMap<>(usual);
    for (int i = 0; i < arguments.length; i += 2) {
      String name = arguments[i];
      if (!name.startsWith("--")) {
        throw new Trouble("\"" + name + "\" is no option; --help lists them.");
      }
      if (!usual.containsKey(name)) {
        throw new Trouble("There is no option " + name + " here; --help lists them.");
      }
      values.put(name, i + 1 < arguments.length ? arguments[i + 1] : "");
    }
    return new Words(values);
  }

  /** A whole number between these, both among them. */
  public int number(String name, int least, int most) {
    long number = anyNumber(name, text(name));
    if (number < least || number > most) {
      throw new Trouble(
          "%s is a number from %d to %d, not %d.".formatted(name, least, most, number));
    }
    return (int) number;
  }

  /** A whole number of any size. */
  public long anyNumber(String name) {
    return anyNumber(name, text(name));
  }

  /** As it was typed, or as it usually is. */
  public String text(String name) {
    return values.getOrDefault(name, "");
  }

  <E extends Enum<E>> E one(String name, Class<E> of) {
    return one(name, text(name), of);
  }

  /** Numbers with commas between them. */
  List<Integer> numbers(String name, int least, int most) {
    return Arrays.stream(text(name).split(",", -1))
        .map(each -> Words.of(Map.of(name, each)).number(name, least, most))
        .toList();
  }

  static long anyNumber(String name, String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException _) {
      throw new Trouble("%s is a whole number, not \"%s\".".formatted(name, value));
    }
  }

  static <E extends Enum<E>> E one(String name, String value, Class<E> of) {
    for (E each : of.getEnumConstants()) {
      if (spelled(each).equals(value)) {
        return each;
      }
    }
    List<String> known = Arrays.stream(of.getEnumConstants()).map(Words::spelled).toList();
    throw new Trouble("%s is %s, not \"%s\".".formatted(name, String.join(" or ", known), value));
  }

  static String spelled(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
