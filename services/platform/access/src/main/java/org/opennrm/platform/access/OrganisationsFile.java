package org.opennrm.platform.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * {@code organisations.yaml} as it stands on disk; later the directory service feeds the tables.
 */
record OrganisationsFile(List<Unit> organisations, @Nullable List<Line> onCall) {

  record Unit(
      OrganisationCode code,
      String name,
      String kind,
      CountryCode country,
      @Nullable String client,
      @Nullable List<String> roles,
      @Nullable OrganisationCode deputyOf,
      @Nullable List<DatedStep> mandates) {

    Organisation asOrganisation() {
      var dated = Objects.requireNonNullElse(mandates, List.<DatedStep>of());
      return new Organisation(
          code,
          name,
          kind,
          country,
          Optional.ofNullable(deputyOf),
          dated.stream().map(DatedStep::asMandate).toList());
    }
  }

  record DatedStep(
      String step,
      AreaCode area,
      @JsonProperty("from") LocalDate from,
      @JsonProperty("until") @Nullable LocalDate until) {

    Mandate asMandate() {
      return new Mandate(step, area, from, Optional.ofNullable(until));
    }
  }

  record Line(
      CountryCode country,
      String purpose,
      OrganisationCode organisation,
      String line,
      @Nullable Days days) {

    /** On which days somebody picks up; on all of them when nothing is said. */
    enum Days {
      @JsonProperty("working")
      WORKING
    }

    OnCall asOnCall() {
      return new OnCall(country, purpose, organisation, line, days == Days.WORKING);
    }
  }

  private static final ObjectMapper YAML =
      new YAMLMapper().registerModule(new JavaTimeModule()).registerModule(new Jdk8Module());

  /**
   * @throws UncheckedIOException naming line and field where the file does not hold together
   */
  static OrganisationsFile read(Path file) {
    try {
      return YAML.readValue(file.toFile(), OrganisationsFile.class);
    } catch (IOException e) {
      throw new UncheckedIOException(file.getFileName() + ": " + e.getMessage(), e);
    }
  }

  List<OnCall> lines() {
    return Objects.requireNonNullElse(onCall, List.<Line>of()).stream()
        .map(Line::asOnCall)
        .toList();
  }
}
