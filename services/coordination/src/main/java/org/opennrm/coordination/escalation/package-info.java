/** Silence goes past its holder, to the coordinator and then to the deputy, and stays in sight. */
@NullMarked
package org.opennrm.coordination.escalation;

import org.jspecify.annotations.NullMarked;
