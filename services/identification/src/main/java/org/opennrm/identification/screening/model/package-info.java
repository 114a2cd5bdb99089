/** What a recorded interview warns of. */
@NullMarked
package org.opennrm.identification.screening.model;

import org.jspecify.annotations.NullMarked;
