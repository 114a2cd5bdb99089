package org.opennrm.coordination.escalation.model;

import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.policy.model.DueTimes;

/**
 * A hand-over as its clock sees it. A reassigned one is watched anew: with the new holder's times,
 * neither reminded nor escalated.
 *
 * @param open nobody has answered, withdrawn or reassigned it; being acknowledged is no answer
 */
public record Watched(
    OrganisationCode holder, DueTimes due, boolean open, boolean reminded, boolean escalated) {}
