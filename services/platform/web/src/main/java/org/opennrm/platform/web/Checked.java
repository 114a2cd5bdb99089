package org.opennrm.platform.web;

import java.time.Instant;
import java.util.List;

/** A form with rules of its own beyond single fields; they are answered together with the rest. */
public interface Checked {

  /**
   * @param now the domain's time, for what cannot lie in the future
   */
  List<FieldProblem> problems(Instant now);
}
