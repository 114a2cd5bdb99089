@NullMarked
package org.opennrm.coordination.alarm;

import org.jspecify.annotations.NullMarked;
