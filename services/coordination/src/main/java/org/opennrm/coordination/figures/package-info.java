/** Exact figures of the country's own coordinator, made of facts without persons. */
@NullMarked
package org.opennrm.coordination.figures;

import org.jspecify.annotations.NullMarked;
