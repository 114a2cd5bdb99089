package org.opennrm.coordination.clock;

import java.time.Instant;

/** What time it is in the sandbox, and how far it stands ahead of real time. */
record ClockView(Instant now, long offsetSeconds) {}
