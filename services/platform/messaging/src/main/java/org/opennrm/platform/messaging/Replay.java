package org.opennrm.platform.messaging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A topic that a consumer reads again, up to where it ends then. The inbox forgets what was taken
 * in before, so nothing happens twice.
 *
 * @param since records that reached the broker at this moment or later; null for all
 * @param because {@code asked}; {@code forgotten}, when the consumer's tables are made anew; {@code
 *     set-back}, when they were set back to an earlier state; or {@code copy-<n>}, when the broker
 *     had lost the topic
 * @param records how many were read when it was done; after {@code set-back}, how many of them were
 *     not known
 * @param doneAt null as long as it is not
 */
public record Replay(
    long id,
    String consumer,
    String topic,
    @Nullable Instant since,
    String because,
    Instant wishedAt,
    long records,
    @Nullable Instant doneAt) {

  /** The consumer's tables are empty or half full as long as this is not done. */
  public boolean leavesTablesIncomplete() {
    return doneAt == null && because.equals(ReplayStore.FORGOTTEN);
  }
}
