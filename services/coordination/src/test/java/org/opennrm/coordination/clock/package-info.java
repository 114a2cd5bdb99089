@NullMarked
package org.opennrm.coordination.clock;

import org.jspecify.annotations.NullMarked;
