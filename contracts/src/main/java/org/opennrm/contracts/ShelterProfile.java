package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.opennrm.contracts.ids.AreaCode;

/**
 * What a facility must offer to house somebody, told in coarse codes and never by who they are:
 * needs, not diagnoses.
 *
 * <p>{@code adults} and {@code children} count the people who move together, the person included. A
 * list holds codes, or one of the answers {@code unknown}, {@code not-asked}, {@code refused}
 * alone; an empty list means that there is nothing to consider. {@code areasToAvoid} is matched
 * silently: no facility learns why it was not asked.
 *
 * @param sex code list {@code sexes}
 * @param ageBand code list {@code age-bands}
 * @param languages ISO 639-3
 * @param riskLevel code list {@code risk-levels}; follows danger alone
 * @param accessibility code list {@code accessibility}
 * @param capabilities code list {@code capabilities}
 * @param tonight whether the person has nowhere to sleep tonight
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ShelterProfile(
    String sex,
    String ageBand,
    @JsonProperty(required = true) int adults,
    @JsonProperty(required = true) int children,
    List<String> languages,
    String riskLevel,
    List<String> accessibility,
    List<String> capabilities,
    List<AreaCode> areasToAvoid,
    @JsonProperty(required = true) boolean tonight) {
  public ShelterProfile {
    Codes.required("sex", sex);
    Codes.required("ageBand", ageBand);
    if (adults < 0 || children < 0 || adults + children < 1) {
      throw new IllegalArgumentException("A profile is about at least one person");
    }
    languages = Codes.required("languages", languages);
    Codes.required("riskLevel", riskLevel);
    accessibility = Codes.required("accessibility", accessibility);
    capabilities = Codes.required("capabilities", capabilities);
    areasToAvoid = List.copyOf(requireNonNull(areasToAvoid, "areasToAvoid"));
  }
}
