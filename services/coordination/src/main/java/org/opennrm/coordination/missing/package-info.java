/** From when until when somebody is missing: their clocks rest meanwhile. */
@NullMarked
package org.opennrm.coordination.missing;

import org.jspecify.annotations.NullMarked;
