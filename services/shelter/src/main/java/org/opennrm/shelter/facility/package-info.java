/** The facilities an operator runs, who may see which of them, and the one way to an address. */
@NullMarked
package org.opennrm.shelter.facility;

import org.jspecify.annotations.NullMarked;
