/** What the driver must get right for its figures to mean anything. */
@NullMarked
package org.opennrm.bench;

import org.jspecify.annotations.NullMarked;
