@NullMarked
package org.opennrm.coordination.escalation;

import org.jspecify.annotations.NullMarked;
