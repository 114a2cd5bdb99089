package org.opennrm.identification.help;

import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * What the first report of a person says about the help they need at once.
 *
 * @param owner who takes the case over
 * @param mayBeAChild a child, or somebody whose age is in doubt
 * @param detained detained, charged or fined now
 * @param basis on what ground it may be passed on
 */
public record FirstContact(
    CaseRef caseRef,
    CountryCode country,
    AreaCode area,
    OrganisationCode owner,
    boolean mayBeAChild,
    boolean detained,
    String basis,
    PersonCodes person) {}
