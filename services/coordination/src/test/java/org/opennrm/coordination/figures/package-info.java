@NullMarked
package org.opennrm.coordination.figures;

import org.jspecify.annotations.NullMarked;
