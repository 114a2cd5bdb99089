package org.opennrm.identification.thread;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.web.Coded;

/**
 * What the person asks for. Who they are stands elsewhere, and there is no room for a note.
 *
 * @param to whom to ask; else who gives such help in the area
 */
record HelpForm(
    @NotNull @Coded("help-kinds") String kind,
    @Nullable Boolean urgent,
    @NotNull @Coded("sharing-bases") String basis,
    @Nullable OrganisationCode to) {}
