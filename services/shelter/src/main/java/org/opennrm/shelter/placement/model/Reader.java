package org.opennrm.shelter.placement.model;

import java.util.Optional;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * Whoever asks to see a placement.
 *
 * @param coordinates the country for which they coordinate, if they do
 */
public record Reader(
    OrganisationCode organisation,
    boolean shelters,
    boolean identifies,
    Optional<CountryCode> coordinates) {}
