package org.opennrm.shelter.facility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.FacilityCode;
import org.opennrm.platform.access.AccessLog;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.access.Organisations;
import org.opennrm.platform.web.Problems;
import org.opennrm.shelter.facility.model.Facility;
import org.opennrm.shelter.facility.model.FacilityAccess;

/** Reading facilities, each as far as the reader may. */
@ApplicationScoped
class FacilityService {

  private final FacilityStore store;
  private final Organisations organisations;
  private final AccessLog accessLog;

  @Inject
  FacilityService(FacilityStore store, Organisations organisations, AccessLog accessLog) {
    this.store = store;
    this.organisations = organisations;
    this.accessLog = accessLog;
  }

  /** The caller's own facilities; for a coordinator, those of the country. */
  @Transactional
  List<Facility> visibleTo(Caller caller) {
    return coordinates(caller)
        .map(store::inCountry)
        .orElseGet(() -> store.of(caller.organisation()));
  }

  @Transactional
  Facility see(Caller caller, FacilityCode code) {
    return store
        .find(code)
        .filter(facility -> access(caller, facility) != FacilityAccess.NONE)
        .orElseThrow(Problems::notFound);
  }

  /** The entry in the access log is committed before the address is opened. */
  @Transactional
  String address(Caller caller, FacilityCode code) {
    var mine =
        store
            .find(code)
            .filter(facility -> access(caller, facility) == FacilityAccess.OPERATORS_VIEW);
    if (mine.isEmpty()) {
      throw Problems.notFound();
    }
    accessLog.read(caller, "facility/" + code, "facility/" + code + "/address", "own-facility");
    return store.addressOf(code);
  }

  private FacilityAccess access(Caller caller, Facility facility) {
    return FacilityAccess.of(caller.organisation(), coordinates(caller), facility);
  }

  private Optional<CountryCode> coordinates(Caller caller) {
    return caller.is("coordinator")
        ? Optional.of(organisations.get(caller.organisation()).country())
        : Optional.empty();
  }
}
