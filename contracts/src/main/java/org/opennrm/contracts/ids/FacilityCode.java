package org.opennrm.contracts.ids;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * One facility of a shelter operator. Only the two sides of a placement and the coordinator may see
 * it, and it says nothing of the address.
 */
public record FacilityCode(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9]{1,40}(-[a-z0-9]{1,40}){0,6}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public FacilityCode {
    requireNonNull(value, "FacilityCode");
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "Not a facility code: names in lower case joined by hyphens");
    }
  }

  @JsonValue
  @Override
  public String toString() {
    return value;
  }
}
