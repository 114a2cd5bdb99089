package org.opennrm.platform.access;

import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.OrganisationCode;

/** A line that is answered at any hour, for one purpose in one country. */
public record OnCall(
    CountryCode country, String purpose, OrganisationCode organisation, String line) {}
