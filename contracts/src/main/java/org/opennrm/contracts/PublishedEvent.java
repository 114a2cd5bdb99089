package org.opennrm.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Something that happened and that others may rely on. An event carries no person: references,
 * codes and times only. It is read tolerantly (unknown fields are skipped) and written without
 * nulls.
 *
 * <p>Adding an optional field keeps the version; any other change is a new record, published beside
 * the old one. Numbers and booleans are marked required, since an absent one would read as zero or
 * no, and missing is never zero.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface PublishedEvent permits CaseEvent, ClockMovedV1 {

  /** Whom or what the event is about: the Kafka key, within which order is kept. */
  String subject();

  /** The feed that this event goes on: that of its kind, unless what it holds says otherwise. */
  default Feed feed() {
    return feedOf(getClass());
  }

  /** The wire name of an event, as in {@code nrm.identification.referral-submitted.v1}. */
  static String typeOf(Class<? extends PublishedEvent> event) {
    return publishedAs(event).type();
  }

  /** The feed that events of a kind go on. */
  static Feed feedOf(Class<? extends PublishedEvent> event) {
    return publishedAs(event).on();
  }

  /**
   * The name of the JSON Schema of an event: its {@code $id}, and the header {@code ce_dataschema}.
   */
  static String schemaOf(Class<? extends PublishedEvent> event) {
    return "urn:nrm:schema:" + typeOf(event);
  }

  private static Published publishedAs(Class<? extends PublishedEvent> event) {
    var published = event.getAnnotation(Published.class);
    if (published == null) {
      throw new IllegalArgumentException(event.getName() + " says no wire name: add @Published");
    }
    return published;
  }
}
