package org.opennrm.bench;

import java.util.List;

/**
 * What users do while it is measured: for each case its steps, each at its time after the referral,
 * and beside them the lists that people look into. The weights of the mix stand here and nowhere
 * else.
 */
enum Mix {
  /** Referrals alone, and once in a while the exact figures: nothing has to be prepared. */
  REFERRALS,
  /** A case from the border to its end, and a look into a list for each step or so. */
  EVERYDAY;

  /** In order of time. */
  List<Step> steps() {
    return switch (this) {
      case REFERRALS -> List.of(Step.REFERRAL, Step.FIGURES);
      case EVERYDAY -> List.of(Step.values());
    };
  }

  /** Requests for each case, on average. */
  double requestsPerCase() {
    return steps().stream().mapToDouble(step -> 1.0 / step.everyNth()).sum();
  }

  /** How often each request is made for a hundred cases; to be printed beside every figure. */
  String weights() {
    return String.join(
        ", ",
        steps().stream()
            .map(step -> "%s %d".formatted(step.title(), 100 / step.everyNth()))
            .toList());
  }

  /** One request. */
  enum Step {
    REFERRAL("referral", 0, 1),
    SENT("list of referrals sent", 1, 1),
    INBOX("inbox of the authority", 1, 1),
    ACKNOWLEDGEMENT("acknowledgement", 2, 1),
    ACCEPTANCE("acceptance", 3, 1),
    CONSENT("consent", 4, 1),
    NEED("need", 5, 1),
    PLACEMENTS("list of placements", 6, 1),
    OFFERS("list of offers", 7, 1),
    ANSWER("answer to an offer", 8, 1),
    HAND_OVERS("list of hand-overs", 8, 2),
    FIGURES("figures", 9, 50),
    WITHDRAWAL("withdrawal of the need", 10, 1),
    FILE("case file", 11, 1),
    CLOSURE("closure", 12, 1);

    private final String title;
    private final int afterSeconds;
    private final int everyNth;

    Step(String title, int afterSeconds, int everyNth) {
      this.title = title;
      this.afterSeconds = afterSeconds;
      this.everyNth = everyNth;
    }

    String title() {
      return title;
    }

    /** When it is meant to be made, counted from when the referral is meant to be. */
    int afterSeconds() {
      return afterSeconds;
    }

    int everyNth() {
      return everyNth;
    }

    boolean isMadeFor(int number) {
      return number % everyNth == 0;
    }
  }
}
