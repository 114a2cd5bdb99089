package org.opennrm.shelter.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.ids.FacilityCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OfferRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.shelter.placement.model.DeclineReason;
import org.opennrm.shelter.placement.model.ExitReason;
import org.opennrm.shelter.placement.model.FacilityOffer;
import org.opennrm.shelter.placement.model.HeldPlace;
import org.opennrm.shelter.placement.model.Placement;
import org.opennrm.shelter.placement.model.UnmetReason;

/**
 * What stands in the state column today can be read for ever: the frozen samples are never edited;
 * a new shape adds samples of its own.
 */
class PlacementShapesTest {

  private static final Path SHAPES = Path.of("src/test/resources/shapes/placement");
  private static final Instant AT = Instant.parse("2026-03-09T12:00:00Z");
  private static final Instant LATER = Instant.parse("2026-03-10T12:00:00Z");
  private static final Set<FacilityCode> PASSED_OVER = Set.of(new FacilityCode("house-east"));
  private static final FacilityOffer OPEN =
      FacilityOffer.to(
          new FacilityCode("house-north"),
          new OrganisationCode("ba-lara"),
          new OfferRef("OF-0000000000001"),
          new HandOverRef("HO-0000000000001"));
  private static final FacilityOffer DECLINED =
      new FacilityOffer(
          new OfferRef("OF-0000000000002"),
          new HandOverRef("HO-0000000000002"),
          new FacilityCode("house-south"),
          new OrganisationCode("ba-la-strada"),
          DeclineReason.CANNOT_MEET_NEED);
  private static final HeldPlace PLACE =
      new HeldPlace(OPEN.ref(), OPEN.handOver(), OPEN.facility(), OPEN.operator(), LATER);

  private static final List<Placement> TODAY =
      List.of(
          new Placement.Sought(PASSED_OVER, AT),
          new Placement.Offered(List.of(OPEN, DECLINED), PASSED_OVER, LATER, AT),
          new Placement.FacilityAccepted(PLACE, PASSED_OVER, AT),
          new Placement.PersonAgreed(PLACE, PASSED_OVER, AT),
          new Placement.Arrived(PLACE, AT),
          new Placement.NotArrived(PLACE, AT),
          new Placement.Left(ExitReason.OWN_HOUSING, PLACE, AT),
          new Placement.Unmet(UnmetReason.NO_ANSWER, List.of(OPEN), PASSED_OVER, AT),
          new Placement.Withdrawn(AT));

  @Test
  void everyReleasedShapeIsRead() throws IOException {
    for (var state : TODAY) {
      var frozen = SHAPES.resolve(PlacementStore.STATES.nameOf(state) + ".1.json");
      if (Boolean.getBoolean("nrm.write") && !Files.exists(frozen)) {
        Files.createDirectories(SHAPES);
        Files.writeString(frozen, PlacementStore.STATES.write(state) + "\n");
      }
      assertThat(PlacementStore.STATES.read(Files.readString(frozen))).isEqualTo(state);
    }
  }

  @Test
  void everyStateHasAFrozenShape() throws IOException {
    try (var files = Files.list(SHAPES)) {
      var frozen =
          files
              .map(file -> file.getFileName().toString())
              .map(name -> name.substring(0, name.indexOf('.')))
              .collect(Collectors.toSet());
      assertThat(frozen).isEqualTo(PlacementStore.STATES.names());
    }
  }
}
