package org.opennrm.shelter;

import java.util.List;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.platform.testkit.Feed;

/** What the service has told the others about a case. */
public final class Told {

  private Told() {}

  public static List<PublishedEvent> about(CaseRef caseRef) {
    return Feed.readAbout("nrm.shelter", caseRef.value()).stream()
        .map(Feed.OnTopic::event)
        .toList();
  }

  public static List<PublishedEvent> factsAbout(CaseRef caseRef) {
    return Feed.readAbout("nrm.shelter.facts", caseRef.value()).stream()
        .map(Feed.OnTopic::event)
        .toList();
  }

  public static <E extends PublishedEvent> List<E> about(CaseRef caseRef, Class<E> type) {
    return about(caseRef).stream().filter(type::isInstance).map(type::cast).toList();
  }
}
