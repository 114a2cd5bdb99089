package org.opennrm.journeys;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.opennrm.journeys.Doors.Answer;

/** What every chapter does with answers: wait for the right one, look into it, insist. */
final class Answers {

  /** So long may news take from one service to another. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration GLANCE = Duration.ofMillis(5);

  private Answers() {}

  static Answer until(Supplier<Answer> ask, Predicate<Answer> arrived, String what) {
    var deadline = Instant.now().plus(PATIENCE);
    while (true) {
      var answer = ask.get();
      if (arrived.test(answer)) {
        return answer;
      }
      if (Instant.now().isAfter(deadline)) {
        throw new BrokenStory("waited in vain for " + what, answer);
      }
      glance();
    }
  }

  static void glance() {
    try {
      Thread.sleep(GLANCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static String told(boolean asItMust, String what) {
    if (!asItMust) {
      throw new BrokenStory("not " + what);
    }
    return what;
  }

  static Stream<JsonNode> items(Answer answer) {
    return StreamSupport.stream(answer.body().path("items").spliterator(), false);
  }

  static String key() {
    return UUID.randomUUID().toString();
  }
}
