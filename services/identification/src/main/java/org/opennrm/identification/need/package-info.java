/** What the person asks for becomes a need that others answer. */
@NullMarked
package org.opennrm.identification.need;

import org.jspecify.annotations.NullMarked;
