/** The sandbox's clock: time that a rehearsal may move forward, and a real system never. */
@NullMarked
package org.opennrm.coordination.clock;

import org.jspecify.annotations.NullMarked;
