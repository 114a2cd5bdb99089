package org.opennrm.bench;

/** Why nothing can be measured, in one line for whoever sits at the terminal. */
public final class Trouble extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public Trouble(String line) {
    super(line);
  }

  public Trouble(String line, Throwable cause) {
    super(line, cause);
  }
}
