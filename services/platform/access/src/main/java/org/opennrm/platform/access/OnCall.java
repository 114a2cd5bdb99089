package org.opennrm.platform.access;

import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * A line for one purpose in one country.
 *
 * @param onWorkingDaysOnly whether it rings out on weekends and holidays; if not, it is answered at
 *     any hour
 */
public record OnCall(
    CountryCode country,
    String purpose,
    OrganisationCode organisation,
    String line,
    boolean onWorkingDaysOnly) {}
