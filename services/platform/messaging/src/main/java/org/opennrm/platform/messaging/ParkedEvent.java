package org.opennrm.platform.messaging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that one consumer could not take in, with who looks after it and until when. It shows
 * references and codes only.
 *
 * @param subject the case reference; {@code ?} and a partition when the record does not say, with
 *     the offset as position
 * @param reason {@code gap}, {@code behind}, {@code unknown-version}, {@code unreadable}, {@code
 *     unaddressed}, or {@code failed:} and the class of the exception
 */
public record ParkedEvent(
    String consumer,
    String source,
    String subject,
    long position,
    @Nullable String eventId,
    @Nullable String type,
    String reason,
    String owner,
    Instant due,
    Instant parkedAt) {}
