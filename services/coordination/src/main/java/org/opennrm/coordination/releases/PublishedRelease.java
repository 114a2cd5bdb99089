package org.opennrm.coordination.releases;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * An approved release, as everybody who may read it gets it, today and in ten years.
 *
 * @param sha256 of {@code figures} exactly as it stands here
 */
record PublishedRelease(
    UUID id,
    long number,
    Instant approvedAt,
    OrganisationCode approvedBy,
    String sha256,
    @JsonRawValue @Schema(implementation = PublishedFigures.class) String figures) {}
