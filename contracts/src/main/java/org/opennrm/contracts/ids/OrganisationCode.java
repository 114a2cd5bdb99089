package org.opennrm.contracts.ids;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * An organisation, or one walled unit of it, as in {@code ba-border-police-north}. The first two
 * letters are its country.
 */
public record OrganisationCode(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z]{2}-[a-z0-9-]{1,60}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public OrganisationCode {
    requireNonNull(value, "OrganisationCode");
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "Not an organisation code: a country, a hyphen and a name in lower case");
    }
    new CountryCode(value.substring(0, 2));
  }

  /** The country it belongs to: the first two letters. */
  public CountryCode country() {
    return new CountryCode(value.substring(0, 2));
  }

  @JsonValue
  @Override
  public String toString() {
    return value;
  }
}
