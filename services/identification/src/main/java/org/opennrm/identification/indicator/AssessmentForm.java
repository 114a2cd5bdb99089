package org.opennrm.identification.indicator;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * What was seen.
 *
 * @param variant by which list: {@code child} also while the age is in doubt
 * @param seen codes of the indicators in use; what is not named counts for nothing, either way
 */
record AssessmentForm(
    @NotNull @Pattern(regexp = "adult|child") String variant,
    @NotNull @Size(max = 200) List<@NotNull String> seen) {}
