package org.opennrm.coordination.figures;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opennrm.contracts.codes.CodeList;
import org.opennrm.contracts.codes.CodeLists;
import org.opennrm.coordination.figures.model.Dimension;

/**
 * The categories of a breakdown. Not knowing, not having asked and a refusal are categories of
 * their own, and so is what nobody recorded: missing is never zero.
 */
public final class Categories {

  private static final List<String> ANSWERS = List.of("unknown", "not-asked", "refused");

  private Categories() {}

  /**
   * Those that always stand in a table, whatever was counted, so that a line left out tells
   * nothing: the codes of the list, the answers that may stand in their place, and what is not
   * recorded.
   */
  public static List<String> always(Dimension by) {
    var list = listOf(by);
    var all = new ArrayList<String>();
    list.ifPresent(codes -> all.addAll(codes.codes()));
    ANSWERS.stream()
        .filter(answer -> list.map(codes -> codes.answers().contains(answer)).orElse(false))
        .forEach(all::add);
    all.add(PersonCounts.NOT_RECORDED);
    return all;
  }

  /** The usual ones and whatever else was counted, answers last. */
  static List<String> with(Dimension by, Set<String> counted) {
    var all = new LinkedHashSet<String>();
    always(by).stream().filter(Categories::isKnown).forEach(all::add);
    counted.stream().filter(Categories::isKnown).sorted().forEach(all::add);
    always(by).forEach(all::add);
    all.addAll(counted);
    return List.copyOf(all);
  }

  /** Whether a category says something about the person, and not that nobody knows. */
  static boolean isKnown(String category) {
    return !ANSWERS.contains(category) && !category.equals(PersonCounts.NOT_RECORDED);
  }

  private static Optional<CodeList> listOf(Dimension by) {
    return switch (by) {
      case SEX -> Optional.of(CodeLists.of("sexes"));
      case AGE_BAND -> Optional.of(CodeLists.of("age-bands"));
      case CHANNEL -> Optional.of(CodeLists.of("channels"));
      case NATIONALITY, REGION, SENT_BY -> Optional.empty();
    };
  }
}
