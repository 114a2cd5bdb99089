package org.opennrm.identification.casefile.model;

import org.opennrm.contracts.ids.OrganisationCode;

/**
 * Who decides, with what the policy pack and the person's present place make of them. Nothing else
 * about the person reaches a finding: neither what they wish nor whether they speak with anybody.
 *
 * @param authorised whether the pack lets an organisation of this kind decide
 * @param mayBeTheHost false when the organisation houses the person and the pack does not allow it
 */
public record Decider(OrganisationCode organisation, boolean authorised, boolean mayBeTheHost) {}
