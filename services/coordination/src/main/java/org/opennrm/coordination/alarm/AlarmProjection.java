package org.opennrm.coordination.alarm;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.AlarmEvent;
import org.opennrm.contracts.AlarmRaisedV1;
import org.opennrm.contracts.AlarmSettledV1;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.messaging.Handling;

/**
 * Writes down the alarms that a service raised and settled. The inbox hands those of a case over in
 * the order of their source, once; what another service raised about the same case stands apart.
 */
@ApplicationScoped
public class AlarmProjection {

  private final AlarmStore store;

  @Inject
  AlarmProjection(AlarmStore store) {
    this.store = store;
  }

  /**
   * @param service who raised or settled it
   */
  public Handling take(String service, AlarmEvent event) {
    var open = store.open(event.caseRef().value(), event.kind(), service);
    return switch (event) {
      case AlarmRaisedV1 raised -> {
        if (open.isPresent()) {
          yield Handling.rejected("alarm-raised-twice");
        }
        store.insert(row(service, raised));
        yield Handling.done();
      }
      case AlarmSettledV1 settled -> {
        if (open.isEmpty()) {
          yield Handling.rejected("no-such-alarm");
        }
        open.get().settledBy = name(settled.by());
        open.get().settledAt = settled.at();
        yield Handling.done();
      }
    };
  }

  private static AlarmRow row(String service, AlarmRaisedV1 raised) {
    var row = new AlarmRow();
    row.caseRef = raised.caseRef().value();
    row.kind = raised.kind();
    row.service = service;
    row.raisedBy = name(raised.by());
    row.raisedAt = raised.at();
    return row;
  }

  private static @Nullable String name(@Nullable OrganisationCode organisation) {
    return organisation == null ? null : organisation.value();
  }
}
