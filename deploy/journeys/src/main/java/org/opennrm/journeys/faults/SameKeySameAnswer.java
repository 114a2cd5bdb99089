package org.opennrm.journeys.faults;

import static org.opennrm.journeys.faults.Violation.Kind.DOUBLED;
import static org.opennrm.journeys.faults.Violation.Kind.OTHER;

import java.util.ArrayList;
import java.util.stream.Stream;

/**
 * I20: a request that is sent again gets the first answer; the key with another body is refused.
 */
final class SameKeySameAnswer implements Check {

  private static final int ASKED_AGAIN = 3;

  private final Load load;

  SameKeySameAnswer(Load load) {
    this.load = load;
  }

  @Override
  public Stream<Violation> on(Evidence evidence) {
    var others = new ArrayList<String>();
    var taken = new ArrayList<String>();
    evidence.memory().told(Deed.REFERRAL).entrySet().stream()
        .filter(told -> !evidence.forgotten().tellsOf(told.getValue()))
        .limit(ASKED_AGAIN)
        .forEach(told -> {
          var journey = load.journey(told.getKey());
          var again = journey.submit(told.getKey());
          if (!again.is(201) || !again.text("/reference").equals(told.getValue())) {
            others.add(told.getValue() + ": " + again.kind() + " " + again.text("/reference"));
          }
          var changed = journey.submit(told.getKey() + "-changed");
          if (!changed.is(422)) {
            taken.add(told.getValue() + ": " + changed.kind());
          }
        });
    return Stream.concat(
        Violation.of("I20", DOUBLED, "the same key got another answer", others),
        Violation.of("I20", OTHER, "the same key with another body was not refused", taken));
  }
}
