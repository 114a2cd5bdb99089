package org.opennrm.coordination.releases.model;

import org.opennrm.contracts.ids.OrganisationCode;

/** Who did it, for which office: the token's subject, pseudonymous here. */
public record Signature(String subject, OrganisationCode office) {}
