package org.opennrm.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.codes.CodeLists;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;

class EventTypesTest {

  @Test
  void aWireNameLeadsToItsRecordAndBack() {
    assertThat(EventTypes.all())
        .hasSizeGreaterThan(40)
        .allSatisfy(
            event -> assertThat(EventTypes.recordOf(PublishedEvent.typeOf(event))).contains(event));
  }

  @Test
  void aRecordIsNamedAfterItsWireName() {
    assertThat(EventTypes.all())
        .allSatisfy(event -> {
          var type = PublishedEvent.typeOf(event);
          assertThat(event.getSimpleName()).endsWith("V" + EventTypes.versionOf(type));
          assertThat(kebab(event.getSimpleName()))
              .endsWith(EventTypes.familyOf(type).replaceFirst("^nrm\\.[a-z-]+\\.", ""));
        });
  }

  @Test
  void aFamilyKnowsItsVersions() {
    assertThat(EventTypes.versionsOf("nrm.shelter.person-arrived")).containsExactly(1);
    assertThat(EventTypes.versionsOf("nrm.shelter.person-vanished")).isEmpty();
  }

  @Test
  void aVersionThatIsNotKnownHasNoRecord() {
    assertThat(EventTypes.recordOf("nrm.shelter.person-arrived.v2")).isEmpty();
    assertThat(EventTypes.familyOf("nrm.shelter.person-arrived.v12"))
        .isEqualTo("nrm.shelter.person-arrived");
    assertThat(EventTypes.versionOf("nrm.shelter.person-arrived.v12")).isEqualTo(12);
  }

  @Test
  void whatIsNoWireNameIsRefused() {
    assertThatThrownBy(() -> EventTypes.familyOf("nrm.shelter.person-arrived"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EventFiles.schemaOf("nrm.../../secret.v1"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFeedIsATopicOfItsService() {
    assertThat(Feed.DOMAIN.topicOf("shelter")).isEqualTo("nrm.shelter");
    assertThat(Feed.FACTS.topicOf("shelter")).isEqualTo("nrm.shelter.facts");
    assertThat(Feed.NEEDS.topicOf("identification")).isEqualTo("nrm.identification.needs");
    assertThat(Feed.CLOCK.topicOf("coordination")).isEqualTo("nrm.clock");
  }

  @Test
  void thatSomebodyNeedsADoctorStaysOffTheTopicThatProsecutionReads() {
    for (var step : CodeLists.of("hand-over-steps").codes()) {
      var ofHealth = List.of("medical", "psychosocial").contains(step);
      assertThat(withdrawn(step).feed()).as(step).isEqualTo(ofHealth ? Feed.NEEDS : Feed.DOMAIN);
    }
  }

  private static HandOverWithdrawnV1 withdrawn(String step) {
    var random = new Random(5);
    return new HandOverWithdrawnV1(
        CaseRef.mint(random),
        HandOverRef.mint(random),
        step,
        new OrganisationCode("ba-invented"),
        Instant.EPOCH);
  }

  private static String kebab(String className) {
    return className
        .replaceFirst("V[0-9]+$", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }
}
