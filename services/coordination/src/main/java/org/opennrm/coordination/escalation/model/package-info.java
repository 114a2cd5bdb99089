/** When silence is reminded of and escalated, and what becomes of an escalation. */
@NullMarked
package org.opennrm.coordination.escalation.model;

import org.jspecify.annotations.NullMarked;
