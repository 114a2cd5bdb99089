@NullMarked
package org.opennrm.coordination.releases;

import org.jspecify.annotations.NullMarked;
