package org.opennrm.identification.casefile;

import jakarta.validation.constraints.NotNull;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opennrm.identification.casefile.model.Elements;
import org.opennrm.platform.web.Coded;

/**
 * What a decision is recorded with. None of them asks what the person wishes or whether they speak
 * with investigators; a test keeps it so.
 */
final class FindingForms {

  private FindingForms() {}

  /** A recognition: the elements as they were found, each of its own. */
  record Identification(
      @NotNull @Coded("trafficking-acts") Set<String> acts,
      @NotNull @Coded("trafficking-means") Set<String> means,
      @NotNull @Coded("forms-of-exploitation") Set<String> purposes,
      @Nullable @Coded("onward-routes") Set<String> onward) {

    Elements elements() {
      return new Elements(acts, means, purposes);
    }
  }

  /**
   * @param toldHowToAskForReview whether the person was told, in a language they understand
   */
  record NonIdentification(
      @NotNull @Coded("not-identified-reasons") Set<String> reasons,
      @Nullable @Coded("onward-routes") Set<String> onward,
      @NotNull Boolean toldHowToAskForReview) {}

  record ReviewRequest(@NotNull @Coded("review-askers") String askedBy) {}

  record SettingAside(@NotNull @Coded("set-aside-grounds") String ground) {}

  static Set<String> orNone(@Nullable Set<String> codes) {
    return codes == null ? Set.of() : codes;
  }
}
