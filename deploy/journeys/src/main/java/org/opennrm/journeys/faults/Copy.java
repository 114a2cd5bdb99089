package org.opennrm.journeys.faults;

/** One record as a topic holds it; {@code position} is 0 where it names none. */
record Copy(String topic, String subject, String event, long position, String value) {}
