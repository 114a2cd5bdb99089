@NullMarked
package org.opennrm.coordination;

import org.jspecify.annotations.NullMarked;
