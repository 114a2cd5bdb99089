package org.opennrm.shelter.facility;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.opennrm.platform.access.Organisations;
import org.opennrm.platform.policy.PolicyPacks;
import org.opennrm.shelter.facility.FacilityFile.Entry;
import org.opennrm.shelter.facility.model.Capacity;
import org.opennrm.shelter.facility.model.Facility;
import org.opennrm.shelter.stay.Places;

/**
 * Brings the facilities of a file into the database where they are not there yet. What is there
 * already stays as it is: its operator may have changed it since.
 */
@ApplicationScoped
class FacilityLoader {

  private static final Logger LOG = Logger.getLogger(FacilityLoader.class);
  private static final String DEMO = "demo/facilities.yaml";

  private final FacilityStore store;
  private final Places places;
  private final Organisations organisations;
  private final PolicyPacks packs;
  private final EntityManager entities;
  private final Optional<String> file;
  private final boolean sandbox;

  @Inject
  FacilityLoader(
      FacilityStore store,
      Places places,
      Organisations organisations,
      PolicyPacks packs,
      EntityManager entities,
      @ConfigProperty(name = "nrm.facilities") Optional<String> file,
      @ConfigProperty(name = "nrm.sandbox", defaultValue = "false") boolean sandbox) {
    this.store = store;
    this.places = places;
    this.organisations = organisations;
    this.packs = packs;
    this.entities = entities;
    this.file = file;
    this.sandbox = sandbox;
  }

  @Transactional
  void load(@Observes StartupEvent event) {
    var entries = entries();
    // Two instances that start together load one after the other.
    entities
        .createNativeQuery("select cast(pg_advisory_xact_lock(hashtext('facilities')) as text)")
        .getSingleResult();
    var loaded = entries.stream().filter(entry -> bring(entry.facility(), entry.address())).count();
    if (loaded > 0) {
      LOG.infof("%d facilities loaded", loaded);
    }
  }

  private boolean bring(Facility facility, String address) {
    if (store.find(facility.code()).isPresent()) {
      return false;
    }
    store.insert(facility, address);
    if (facility.capacity() instanceof Capacity.Beds(var count)) {
      places.makeBeds(facility.code(), count);
    }
    return true;
  }

  private List<Entry> entries() {
    var entries = new ArrayList<Entry>();
    file.ifPresent(path -> entries.addAll(FacilityFile.read(path, text(Path.of(path)))));
    if (sandbox) {
      entries.addAll(FacilityFile.read(DEMO, shipped()));
    }
    entries.forEach(entry -> mustBeOfThisWorld(entry.facility()));
    return entries;
  }

  private void mustBeOfThisWorld(Facility facility) {
    if (organisations.find(facility.operator()).isEmpty()) {
      throw new IllegalStateException(
          "facility %s: operator %s is no organisation we know"
              .formatted(facility.code(), facility.operator()));
    }
    var pack = packs.of(facility.country());
    if (pack.country().isPresent() && !pack.areas().knows(facility.area())) {
      throw new IllegalStateException(
          "facility %s: the policy pack draws no area %s"
              .formatted(facility.code(), facility.area()));
    }
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException("nrm.facilities cannot be read", e);
    }
  }

  private static String shipped() {
    try (InputStream text =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(DEMO)) {
      if (text == null) {
        throw new IllegalStateException("no " + DEMO + " on the class path");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
