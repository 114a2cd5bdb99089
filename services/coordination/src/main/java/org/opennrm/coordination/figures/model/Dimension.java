package org.opennrm.coordination.figures.model;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a figure may be broken down by: always the person's description as it was counted, so that
 * the parts of every measure mean the same.
 */
public enum Dimension {
  SEX("sex"),
  AGE_BAND("age-band"),
  NATIONALITY("nationality"),
  CHANNEL("channel"),
  REGION("region"),
  SENT_BY("sent-by");

  private final String code;

  Dimension(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  /** The column of a person's description. */
  public String column() {
    return code.replace('-', '_');
  }

  public static Optional<Dimension> of(String code) {
    return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
  }
}
