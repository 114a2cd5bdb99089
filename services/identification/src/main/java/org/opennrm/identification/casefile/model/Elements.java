package org.opennrm.identification.casefile.model;

import java.util.Set;

/**
 * The three elements of trafficking, kept apart as they were found. For somebody under eighteen no
 * means is needed; consent is irrelevant where a means was used; crossing a border is never asked
 * for.
 *
 * @param acts codes of the list {@code trafficking-acts}
 * @param means codes of the list {@code trafficking-means}
 * @param purposes codes of the list {@code forms-of-exploitation}
 * @see <a
 *     href="https://www.ohchr.org/en/instruments-mechanisms/instruments/protocol-prevent-suppress-and-punish-trafficking-persons">Palermo
 *     Protocol, article 3</a>
 */
public record Elements(Set<String> acts, Set<String> means, Set<String> purposes) {
  public Elements {
    acts = Set.copyOf(acts);
    means = Set.copyOf(means);
    purposes = Set.copyOf(purposes);
  }
}
