package org.opennrm.contracts;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What counts as a code in a published event. Insisting on short kebab-case keeps free text, and
 * with it names and addresses, off the topics. Whether the code is on its list is the publisher's
 * check: a reader must survive a newer list.
 */
final class Codes {
  private static final int LONGEST = 64;
  private static final Pattern KEBAB_CASE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private Codes() {}

  static String required(String field, String code) {
    if (code == null) {
      throw new NullPointerException(field);
    }
    if (code.length() > LONGEST || !KEBAB_CASE.matcher(code).matches()) {
      // The value may be somebody's words, so the message does not repeat it.
      throw new IllegalArgumentException(field + " is not a code in kebab-case");
    }
    return code;
  }

  static List<String> required(String field, List<String> codes) {
    if (codes == null) {
      throw new NullPointerException(field);
    }
    codes.forEach(code -> required(field, code));
    return List.copyOf(codes);
  }
}
