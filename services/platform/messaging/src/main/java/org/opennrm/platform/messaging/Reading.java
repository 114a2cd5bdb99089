package org.opennrm.platform.messaging;

import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.EventTypes;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.platform.messaging.Letter.Address;
import org.opennrm.platform.messaging.model.Recognition;

/** What this build makes of a letter; the event is there when it is known, and only then. */
record Reading(Recognition recognised, @Nullable PublishedEvent event) {

  static Reading of(EventCodec codec, Letter letter, Address address) {
    var recognised =
        Recognition.of(
            address.version(), address.published(), EventTypes.versionsOf(address.family()));
    if (recognised != Recognition.KNOWN) {
      return new Reading(recognised, null);
    }
    try {
      var event = codec.read(address.type(), letter.value());
      return event.subject().equals(address.subject())
          ? new Reading(recognised, event)
          : new Reading(Recognition.UNREADABLE, null);
    } catch (UnreadableEvent e) {
      return new Reading(Recognition.UNREADABLE, null);
    }
  }

  PublishedEvent known() {
    if (event == null) {
      throw new IllegalStateException("Only an event that was read is applied");
    }
    return event;
  }
}
