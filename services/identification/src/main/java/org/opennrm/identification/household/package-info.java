/** Who belongs together, and who must not meet. */
@NullMarked
package org.opennrm.identification.household;

import org.jspecify.annotations.NullMarked;
