@NullMarked
package org.opennrm.coordination.missing;

import org.jspecify.annotations.NullMarked;
