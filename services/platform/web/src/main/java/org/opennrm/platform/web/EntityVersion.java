package org.opennrm.platform.web;

import org.jspecify.annotations.Nullable;

/** The version of a record that one person edits at a time; travels as ETag and If-Match. */
public record EntityVersion(long number) {

  public String etag() {
    return "\"" + number + "\"";
  }

  /**
   * What the caller has seen.
   *
   * @throws io.quarkiverse.resteasy.problem.HttpProblem 428 without the header, 400 for one that is
   *     no ETag of ours
   */
  public static EntityVersion required(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.isBlank()) {
      throw Problems.versionRequired();
    }
    try {
      var quoted = ifMatch.strip();
      if (quoted.length() < 3 || !quoted.startsWith("\"") || !quoted.endsWith("\"")) {
        throw new NumberFormatException();
      }
      return new EntityVersion(Long.parseLong(quoted.substring(1, quoted.length() - 1)));
    } catch (NumberFormatException e) {
      throw Problems.malformed("If-Match", "the ETag of an earlier answer, such as \"3\"");
    }
  }

  /**
   * @throws io.quarkiverse.resteasy.problem.HttpProblem 412 unless the caller saw this version
   */
  public void mustBe(EntityVersion current) {
    if (number != current.number) {
      throw Problems.stale(current);
    }
  }
}
