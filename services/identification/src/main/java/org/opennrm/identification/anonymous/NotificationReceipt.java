package org.opennrm.identification.anonymous;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.opennrm.contracts.ids.NotificationRef;

/**
 * What the unit gets: the reference for its own files, and the card to hand over. The code stands
 * nowhere else; a repeated request with the same key shows it again, nothing else does.
 */
record NotificationReceipt(
    NotificationRef reference,
    LocalDate notifiedOn,
    String returnCode,
    CardView card,
    Optional<String> bedLine,
    Optional<String> interpreterLine) {

  /**
   * @param language in which the card is written
   * @param fallbackFrom the language that was asked for, where there is no card in it
   */
  record CardView(
      String language, Optional<String> fallbackFrom, String title, List<String> lines) {}
}
