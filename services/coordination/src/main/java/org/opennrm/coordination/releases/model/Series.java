package org.opennrm.coordination.releases.model;

/**
 * One line of a table: all persons, or those of one category. The categories of one breakdown share
 * every person out among them, so that they add up to the total.
 */
public record Series(String by, String category) {

  public static final Series TOTAL = new Series("total", "all");

  boolean isTotal() {
    return equals(TOTAL);
  }
}
