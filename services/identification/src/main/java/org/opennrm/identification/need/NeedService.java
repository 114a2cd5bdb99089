package org.opennrm.identification.need;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opennrm.contracts.NeedWithdrawnV1;
import org.opennrm.contracts.ShelterNeededV1;
import org.opennrm.contracts.ShelterProfile;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.NeedRef;
import org.opennrm.identification.casefile.CaseFiles;
import org.opennrm.identification.casefile.CaseFiles.HeldCase;
import org.opennrm.identification.consent.Consents;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.access.HandOvers;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.policy.PolicyPacks;
import org.opennrm.platform.web.Idempotency;
import org.opennrm.platform.web.Problems;

/**
 * States what the person asks for. It waits for no finding; it needs the person's consent, or one
 * of the grounds that stand in until they can be asked.
 */
@ApplicationScoped
class NeedService {

  private final NeedStore store;
  private final CaseFiles caseFiles;
  private final Consents consents;
  private final HandOvers handOvers;
  private final Idempotency idempotency;
  private final PolicyPacks packs;
  private final DomainClock clock;
  private final ObjectMapper json;
  private final SecureRandom random = new SecureRandom();

  @Inject
  NeedService(
      NeedStore store,
      CaseFiles caseFiles,
      Consents consents,
      HandOvers handOvers,
      Idempotency idempotency,
      PolicyPacks packs,
      DomainClock clock,
      ObjectMapper json) {
    this.store = store;
    this.caseFiles = caseFiles;
    this.consents = consents;
    this.handOvers = handOvers;
    this.idempotency = idempotency;
    this.packs = packs;
    this.clock = clock;
    this.json = json;
  }

  /** A need as stated. */
  record View(
      NeedRef need,
      String kind,
      String basis,
      Instant statedAt,
      Optional<Instant> withdrawnAt,
      ShelterProfile profile) {}

  @Transactional
  View state(Caller caller, CaseRef caseRef, String key, NeedForm form) {
    var held = caseFiles.heldBy(caller, caseRef);
    return idempotency
        .once(
            caller,
            "state-need/" + caseRef,
            key,
            form,
            View.class,
            () -> stateNew(caller, held, form))
        .answer();
  }

  @Transactional
  List<View> ofCase(Caller caller, CaseRef caseRef) {
    caseFiles.heldBy(caller, caseRef);
    return store.ofCase(caseRef).stream().map(this::view).toList();
  }

  @Transactional
  View withdraw(Caller caller, CaseRef caseRef, NeedRef need) {
    caseFiles.heldBy(caller, caseRef);
    var row = store.find(caseRef, need).orElseThrow(Problems::notFound);
    if (row.withdrawnAt == null) {
      row.withdrawnAt = clock.now();
      handOvers.announce(
          List.of(new NeedWithdrawnV1(caseRef, need, caller.organisation(), row.withdrawnAt)));
    }
    return view(row);
  }

  private View stateNew(Caller caller, HeldCase held, NeedForm form) {
    held.mustBeOpen();
    var now = clock.now();
    var today = packs.of(held.country()).calendar().dayOf(now);
    if (form.basis().equals("consent") && !consents.holdFor("shelter", held.caseRef(), today)) {
      throw Problems.refused("CONSENT_FOR_SHELTER_IS_NEEDED", List.of("consents"));
    }
    if (store.open(held.caseRef(), form.kind()).isPresent()) {
      throw Problems.refused("ALREADY_SOUGHT", List.of("needs/{need}/withdrawal"));
    }
    var row = new NeedRow();
    row.need = NeedRef.mint(random).value();
    row.caseRef = held.caseRef().value();
    row.kind = form.kind();
    row.basis = form.basis();
    row.statedBy = caller.organisation().value();
    row.statedAt = now;
    var profile = form.profile().asPublished();
    row.profile = written(profile);
    store.insert(row);
    handOvers.announce(
        List.of(
            new ShelterNeededV1(
                held.caseRef(),
                new NeedRef(row.need),
                held.country(),
                caller.organisation(),
                profile,
                now)));
    return view(row);
  }

  private View view(NeedRow row) {
    try {
      return new View(
          new NeedRef(row.need),
          row.kind,
          row.basis,
          row.statedAt,
          Optional.ofNullable(row.withdrawnAt),
          json.readValue(row.profile, ShelterProfile.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private String written(ShelterProfile profile) {
    try {
      return json.writeValueAsString(profile);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
