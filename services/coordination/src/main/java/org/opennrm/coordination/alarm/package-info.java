/**
 * The desks' alarms: what somebody must look at now, who took it up, and when the deputy is asked.
 */
@NullMarked
package org.opennrm.coordination.alarm;

import org.jspecify.annotations.NullMarked;
