package org.opennrm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlacesTest {

  private static final Path REPOSITORY = Path.of("/somewhere/a clone");

  @Test
  void withoutSettingsEverythingLiesBelowTheRepository() {
    Places places = Places.of(REPOSITORY, Map.of());

    assertThat(places.home()).isEqualTo(Path.of("/somewhere/a clone/.nrm"));
    assertThat(places.dist()).isEqualTo(Path.of("/somewhere/a clone/.nrm/dist"));
    assertThat(places.port(LocalMode.POSTGRES_PORT)).isEqualTo(18432);
  }

  @Test
  void anotherHomeAndOffsetStandApart() {
    Places places =
        Places.of(REPOSITORY, Map.of("NRM_HOME", "/var/lib/second", "NRM_PORT_OFFSET", "100"));

    assertThat(places.secrets()).isEqualTo(Path.of("/var/lib/second/secrets"));
    assertThat(places.port(LocalMode.KAFKA_PORT)).isEqualTo(18192);
  }

  @Test
  void anOffsetThatIsNoNumberIsSaidSo() {
    assertThatThrownBy(() -> Places.of(REPOSITORY, Map.of("NRM_PORT_OFFSET", "many")))
        .isInstanceOf(Trouble.class)
        .hasMessage("NRM_PORT_OFFSET is a number from 0 to 40000, not \"many\".");
  }
}
