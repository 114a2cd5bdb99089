/** With whom an alarm is that nobody has taken up. */
@NullMarked
package org.opennrm.coordination.alarm.model;

import org.jspecify.annotations.NullMarked;
