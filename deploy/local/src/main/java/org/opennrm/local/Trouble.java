package org.opennrm.local;

import java.util.List;

/**
 * Something a person must know in one line, with the last log lines where they explain it. Never
 * carries a secret.
 */
public final class Trouble extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> logLines;

  Trouble(String line) {
    this(line, List.of());
  }

  Trouble(String line, List<String> logLines) {
    super(line);
    this.logLines = List.copyOf(logLines);
  }

  Trouble(String line, Throwable cause) {
    super(line, cause);
    this.logLines = List.of();
  }

  /** What the failing part wrote last; empty where no log explains the trouble. */
  public List<String> logLines() {
    return logLines == null ? List.of() : logLines;
  }
}
