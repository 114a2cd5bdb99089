package org.opennrm.platform.messaging.model;

import org.jspecify.annotations.Nullable;
import org.opennrm.platform.messaging.model.TopicCopy.Offsets;

/**
 * What the relay makes of the broker's copy of a topic. PostgreSQL holds the record; a copy that
 * lost anything of what it confirmed is made anew from it, before anything new is sent.
 */
public sealed interface CopyDecision {

  /** The broker has all that it ever confirmed. */
  record Trust() implements CopyDecision {}

  /** Seen for the first time: from now on this copy is watched. */
  record Adopt() implements CopyDecision {}

  /** Something confirmed is gone: everything is sent again. */
  record MakeAnew(Loss loss) implements CopyDecision {}

  /** How a copy was found to have lost something. */
  enum Loss {
    /** The topic was deleted, and one of the same name created. */
    ANOTHER_TOPIC,
    /** A partition ends before the last offset that was confirmed. */
    END_FELL_BACK,
    /** A record was confirmed at an offset that another one had been confirmed at. */
    OFFSETS_GIVEN_OUT_AGAIN,
    /** A partition begins later than it did: its oldest records are gone. */
    BEGINNING_GONE
  }

  /**
   * @param confirmed what the broker had confirmed; null when the topic was never looked at
   * @param found what it holds now
   */
  static CopyDecision onLook(@Nullable TopicCopy confirmed, TopicCopy found) {
    if (confirmed == null) {
      return new Adopt();
    }
    if (confirmed.id().equals(TopicCopy.DISPROVED)) {
      return new MakeAnew(Loss.OFFSETS_GIVEN_OUT_AGAIN);
    }
    if (!confirmed.id().equals(found.id())) {
      return new MakeAnew(Loss.ANOTHER_TOPIC);
    }
    for (var partition : confirmed.partitions().entrySet()) {
      var had = partition.getValue();
      var has = found.partitions().getOrDefault(partition.getKey(), Offsets.NONE);
      if (has.next() < had.next()) {
        return new MakeAnew(Loss.END_FELL_BACK);
      }
      if (has.first() > had.first()) {
        return new MakeAnew(Loss.BEGINNING_GONE);
      }
    }
    return new Trust();
  }

  /**
   * Whether the offset of a record just confirmed proves that the partition had lost its end. Proof
   * must not wait for a look: by then new records may have filled the place of those that are gone.
   */
  static boolean disproves(Offsets confirmed, long offset) {
    return offset < confirmed.next();
  }
}
