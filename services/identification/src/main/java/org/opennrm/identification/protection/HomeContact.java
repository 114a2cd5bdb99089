package org.opennrm.identification.protection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.platform.web.Problems;

/** Whether anybody at home may be told or asked anything about a person; for other features. */
@ApplicationScoped
public class HomeContact {

  private final StayService stays;

  @Inject
  HomeContact(StayService stays) {
    this.stays = stays;
  }

  /**
   * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 while the person says no, or asylum is
   *     claimed or considered
   */
  @Transactional(TxType.MANDATORY)
  public void mustBeAllowed(CaseRef caseRef) {
    if (stays.homeContactIsForbidden(caseRef)) {
      throw Problems.refused("NO_HOME_CONTACT", List.of());
    }
  }
}
