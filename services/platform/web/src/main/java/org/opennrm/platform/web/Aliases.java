package org.opennrm.platform.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.access.CaseAlias;

/** The one place where a case reference becomes the caller's alias, and back. */
@ApplicationScoped
public class Aliases {

  private final CaseAlias aliases;

  @Inject
  Aliases(CaseAlias aliases) {
    this.aliases = aliases;
  }

  public String of(CaseRef caseRef, Caller reader) {
    return aliases.of(caseRef, reader.organisation());
  }

  /**
   * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 for anything that is not the caller's
   *     own alias, the case reference itself included
   */
  public CaseRef read(String alias, Caller reader) {
    return aliases.read(alias, reader.organisation()).orElseThrow(Problems::notFound);
  }
}
