package org.opennrm.shelter.placement;

import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.messaging.StateHistory;

/**
 * Whom the history names for a change: a caller, an organisation whose event came in, or a clock.
 */
record Author(@Nullable String caller, @Nullable OrganisationCode organisation) {

  static final Author CLOCK = new Author(null, null);

  static Author of(Caller caller) {
    return new Author(caller.subject(), caller.organisation());
  }

  static Author of(OrganisationCode organisation) {
    return new Author(null, organisation);
  }

  StateHistory.Author inHistory() {
    return new StateHistory.Author(caller, organisation == null ? null : organisation.value());
  }
}
