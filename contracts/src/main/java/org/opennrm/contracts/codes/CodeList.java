package org.opennrm.contracts.codes;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/**
 * One versioned list of codes. A code is never taken off a list or given another meaning; a new one
 * makes a new version.
 *
 * <p>Not knowing, not having asked, having been refused and there being none are four different
 * answers and no codes; each list says which of them its fields may hold instead.
 */
public final class CodeList {
  /** The answers that may stand where a code is not known. */
  public static final Set<String> ANSWERS = Set.of("unknown", "not-asked", "refused", "none");

  private final String name;
  private final int version;
  private final String source;
  private final Set<String> answers;
  private final LinkedHashMap<String, Map<String, String>> labels = new LinkedHashMap<>();

  CodeList(CodeListFile file) {
    name = file.name();
    version = file.version();
    source = file.source();
    answers = Set.copyOf(file.answers());
    if (!ANSWERS.containsAll(answers)) {
      throw new IllegalArgumentException(name + " allows an answer that is none of " + ANSWERS);
    }
    for (var entry : file.entries()) {
      if (ANSWERS.contains(entry.code())) {
        throw new IllegalArgumentException(name + " lists an answer as a code: " + entry.code());
      }
      if (labels.put(entry.code(), Map.copyOf(entry.label())) != null) {
        throw new IllegalArgumentException(name + " lists a code twice: " + entry.code());
      }
    }
  }

  public String name() {
    return name;
  }

  public int version() {
    return version;
  }

  /** Where the list comes from. */
  public String source() {
    return source;
  }

  /** The codes in the order in which they are shown. */
  public SequencedSet<String> codes() {
    return Collections.unmodifiableSequencedSet(labels.sequencedKeySet());
  }

  public boolean contains(String code) {
    return labels.containsKey(code);
  }

  /** Which of {@link #ANSWERS} a field of this list may hold. */
  public Set<String> answers() {
    return answers;
  }

  /** Whether a field of this list may hold the value, as a code or as an answer. */
  public boolean accepts(String value) {
    return contains(value) || answers.contains(value);
  }

  /** Whether a field of several values may hold these: codes, or one answer alone. */
  public boolean acceptsAll(List<String> values) {
    return values.stream().allMatch(this::contains)
        || (values.size() == 1 && answers.contains(values.getFirst()));
  }

  /** The words for a code in a language; empty where nobody has translated it yet. */
  public Optional<String> label(String code, Locale language) {
    return Optional.ofNullable(labels.getOrDefault(code, Map.of()).get(language.getLanguage()));
  }

  @Override
  public String toString() {
    return name + " v" + version;
  }
}
