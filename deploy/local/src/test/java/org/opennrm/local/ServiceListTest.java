package org.opennrm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceListTest {

  @TempDir Path repository;

  @Test
  void theRepositorysOwnListHoldsTogether() {
    List<ServiceDescription> services = ServiceList.of(Repository.root());

    assertThat(services)
        .extracting(ServiceDescription::name)
        .contains("identification", "shelter", "coordination");
    assertThat(services)
        .filteredOn(each -> each.name().equals("coordination"))
        .first()
        .satisfies(coordination -> {
          assertThat(coordination.owns()).containsExactly("nrm.coordination", "nrm.clock");
          assertThat(coordination.compacted()).containsExactly("nrm.clock");
        });
  }

  @Test
  void factsAreReadByCoordinationOnly() {
    assertThat(ServiceList.of(Repository.root()))
        .filteredOn(each -> each.reads().stream().anyMatch(topic -> topic.endsWith(".facts")))
        .extracting(ServiceDescription::name)
        .containsExactly("coordination");
  }

  @Test
  void aModuleWithoutADescriptionIsNoService() throws IOException {
    given("platform", null);
    given("intake", "{port: 19001, database: intake, owns: [nrm.intake], reads: []}");

    assertThat(ServiceList.of(repository))
        .extracting(ServiceDescription::name)
        .containsExactly("intake");
  }

  @Test
  void twoOwnersOfOneTopicAreRefusedByName() throws IOException {
    given("one", "{port: 19001, database: one, owns: [nrm.one], reads: []}");
    given("two", "{port: 19002, database: two, owns: [nrm.one], reads: []}");

    assertThatThrownBy(() -> ServiceList.of(repository))
        .isInstanceOf(Trouble.class)
        .hasMessage("Services one and two both claim topic nrm.one.");
  }

  @Test
  void aTopicThatNobodyWritesCannotBeRead() throws IOException {
    given("one", "{port: 19001, database: one, owns: [nrm.one], reads: [nrm.two]}");

    assertThatThrownBy(() -> ServiceList.of(repository))
        .hasMessage("services/one/service.yaml reads nrm.two, which no service owns.");
  }

  @Test
  void anUnknownFieldIsRefusedWithTheFile() throws IOException {
    given("one", "{prot: 19001, database: one}");

    assertThatThrownBy(() -> ServiceList.of(repository))
        .hasMessageContaining("service.yaml")
        .hasMessageContaining("prot");
  }

  private void given(String module, @org.jspecify.annotations.Nullable String description)
      throws IOException {
    Path folder = Files.createDirectories(repository.resolve("services").resolve(module));
    if (description != null) {
      Files.writeString(folder.resolve("service.yaml"), description);
    }
    Path pom = repository.resolve("services/pom.xml");
    String modules =
        Files.exists(pom) ? Files.readString(pom) : "<project><modules></modules></project>";
    Files.writeString(
        pom, modules.replace("</modules>", "<module>" + module + "</module></modules>"));
  }
}
