package org.opennrm.platform.policy;

/** A pack that cannot be put in force; the message names file, line and field and what is wrong. */
public final class InvalidPolicyPack extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidPolicyPack(String file, int line, String field, String what) {
    super(file + ":" + line + ": " + (field.isEmpty() ? "" : field + ": ") + what);
  }
}
