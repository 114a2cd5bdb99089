package org.opennrm.contracts.ids;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A country or a part of it, as in {@code ba}, {@code ba-fed} or {@code ba-fed-sarajevo}. Which
 * area lies in which other is said by the policy pack, not by the code.
 */
public record AreaCode(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z]{2}(-[a-z0-9]{1,40}){0,6}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public AreaCode {
    requireNonNull(value, "AreaCode");
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "Not an area code: a country, then names in lower case joined by hyphens");
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
