package org.opennrm.identification.help;

import java.util.List;

/**
 * What somebody has to know to decide whether they can help: coarse codes, each of which may say
 * why there is no value. Never who the person is.
 */
public record PersonCodes(String sex, String ageBand, List<String> languages) {

  public PersonCodes {
    languages = List.copyOf(languages);
  }

  static PersonCodes notAsked() {
    return new PersonCodes("not-asked", "not-asked", List.of("not-asked"));
  }
}
