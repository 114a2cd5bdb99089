package org.opennrm.journeys;

/** The system did not answer as the story needs it; says what was expected and what came. */
public final class BrokenStory extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BrokenStory(String what, Doors.Answer answer) {
    super(what + ": " + answer.status() + " " + answer.body());
  }

  BrokenStory(String what) {
    super(what);
  }
}
