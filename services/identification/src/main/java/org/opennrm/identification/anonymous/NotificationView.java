package org.opennrm.identification.anonymous;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.NotificationRef;
import org.opennrm.contracts.ids.OrganisationCode;

/** What was noted before the person came back, as the holder of their case sees it. */
record NotificationView(
    NotificationRef reference,
    OrganisationCode notifiedBy,
    LocalDate notifiedOn,
    String happened,
    String channel,
    AreaCode area,
    String ageBand,
    String sex,
    List<String> forms,
    List<String> whyRefused,
    String language,
    String interpreter,
    List<String> present,
    String rightsToldIn,
    Instant joinedAt,
    OrganisationCode joinedBy) {

  static NotificationView of(AnonymousRow row, CardStore.Returned returned) {
    return new NotificationView(
        new NotificationRef(row.reference),
        new OrganisationCode(row.organisation),
        row.notifiedOn,
        row.happened,
        row.channel,
        new AreaCode(row.area),
        row.ageBand,
        row.sex,
        List.of(row.forms),
        List.of(row.whyRefused),
        row.language,
        row.interpreter,
        List.of(row.present),
        row.rightsToldIn,
        returned.at(),
        returned.by());
  }
}
