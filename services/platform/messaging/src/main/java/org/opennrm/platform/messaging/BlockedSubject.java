package org.opennrm.platform.messaging;

/**
 * A subject that stands still in one consumer.
 *
 * @param head the event that holds the others up, or that waits for one that has not arrived
 * @param waiting how many events wait, the head included
 * @param overdue whether somebody should have looked after it by now
 */
public record BlockedSubject(ParkedEvent head, int waiting, boolean overdue) {}
