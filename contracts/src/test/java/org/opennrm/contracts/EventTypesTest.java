package org.opennrm.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;

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

  private static String kebab(String className) {
    return className
        .replaceFirst("V[0-9]+$", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }
}
