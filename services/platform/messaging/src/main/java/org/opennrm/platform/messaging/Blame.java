package org.opennrm.platform.messaging;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.opennrm.platform.messaging.model.InboxDecision.Trouble;

/**
 * Finds out from a failure alone whether it says anything about the event that was being taken in.
 */
final class Blame {
  // SQLSTATE classes: connection exception, insufficient resources, operator intervention, system
  // error, transaction rollback (deadlock, serialization).
  private static final Set<String> NOT_THE_EVENT = Set.of("08", "53", "57", "58", "40");
  private static final Set<String> NOT_THE_EVENT_EITHER =
      Set.of("55P03" /* lock not available */, "25006" /* read-only: a standby */);

  private Blame() {}

  static Trouble of(Throwable failure) {
    var blameless =
        chain(failure).stream()
            .anyMatch(cause ->
                cause instanceof TakenMeanwhile
                    || (cause instanceof SQLException sql && blameless(sql)));
    return blameless ? Trouble.NOT_THE_EVENT : Trouble.THE_EFFECT;
  }

  /** What failed, by class and SQLSTATE; never by message, which may quote what nobody may see. */
  static String nameOf(Throwable failure) {
    var chain = chain(failure);
    var root = chain.getLast();
    for (var cause : chain) {
      if (cause.getCause() == null) {
        root = cause;
        break;
      }
    }
    var name = root.getClass().getName();
    return root instanceof SQLException sql && sql.getSQLState() != null
        ? name + " " + sql.getSQLState()
        : name;
  }

  private static boolean blameless(SQLException sql) {
    var state = sql.getSQLState();
    if (state == null) {
      // The pool had no connection to give within its time.
      return sql.getCause() instanceof TimeoutException
          || String.valueOf(sql.getMessage()).startsWith("Acquisition timeout");
    }
    return NOT_THE_EVENT_EITHER.contains(state)
        || (state.length() == 5 && NOT_THE_EVENT.contains(state.substring(0, 2)));
  }

  /** The failure, its causes, and what was suppressed on the way: a failed commit hides there. */
  private static List<Throwable> chain(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    var found = new java.util.ArrayList<Throwable>();
    var open = new ArrayDeque<Throwable>();
    open.add(failure);
    while (!open.isEmpty()) {
      var next = open.remove();
      if (seen.add(next)) {
        found.add(next);
        add(open, next.getCause());
        for (var suppressed : next.getSuppressed()) {
          add(open, suppressed);
        }
      }
    }
    return found;
  }

  private static void add(ArrayDeque<Throwable> open, @Nullable Throwable cause) {
    if (cause != null) {
      open.add(cause);
    }
  }
}
