package org.opennrm.contracts.codes;

import java.util.List;
import java.util.Map;

/** A code list as its YAML file spells it. */
record CodeListFile(
    String name, int version, String source, List<String> answers, List<Entry> entries) {

  /**
   * @param label the words by language, English at least
   */
  record Entry(String code, Map<String, String> label) {}
}
