package org.opennrm.journeys.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opennrm.journeys.RunningSystem;

/** A check that never fails proves nothing: each is shown something that must never be. */
class ChecksTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void whatIsLostInventedDoubledOrMixedUpIsSeen() {
    new Run(RunningSystem.get(), Options.SHORT, folder, System.out)
        .open((scene, checks) -> {
          scene.load().flow();
          assertThat(scene.happens(PATIENCE, () -> scene.memory().told(Deed.NEED).size() > 2))
              .isTrue();
          assertThat(checks.untilQuiet(PATIENCE)).isEmpty();
          var evidence = checks.gather();

          assertThat(checks.on(evidence)).as("nothing is wrong yet").isEmpty();
          theLedgerSaysMore(checks, evidence);
          theLedgerSaysLess(checks, evidence);
          theTopicsAreWrong(checks, evidence);
          theTablesAreWrong(scene, checks);
          return checks;
        });
  }

  private static void theLedgerSaysMore(Checks checks, Evidence evidence) {
    var more =
        Map.of(
            Deed.REFERRAL,
            Map.of("faults/never-sent/1", "NRM-00000000000"),
            Deed.NEED,
            Map.of("NRM-00000000000", "NEED-0000000000000"));

    assertThat(kinds(checks.on(withLedger(evidence, more)))).contains("I1 LOST");
  }

  private static void theLedgerSaysLess(Checks checks, Evidence evidence) {
    assertThat(kinds(checks.on(withLedger(evidence, Map.of())))).contains("I1 INVENTED");
  }

  private static void theTopicsAreWrong(Checks checks, Evidence evidence) {
    assertThat(kinds(checks.on(withCopies(evidence, List::removeLast)))).contains("I2 LOST");
    assertThat(
            kinds(
                checks.on(
                    withCopies(
                        evidence,
                        copies ->
                            copies.add(new Copy("nrm.shelter", "CASE-1", "no event", 1, "{}"))))))
        .contains("I2 INVENTED");
    assertThat(
            kinds(
                checks.on(
                    withCopies(
                        evidence,
                        copies ->
                            copies.add(new Copy("nrm.shelter", "CASE-2", "no event", 2, "{}"))))))
        .contains("I3 OUT_OF_ORDER");
    var address = "1 Invented Street, Sarajevo (no such house)";
    assertThat(
            kinds(
                checks.on(
                    withCopies(
                        evidence,
                        copies ->
                            copies.add(new Copy("nrm.shelter", "CASE-3", "told", 1, address))))))
        .contains("I13 OTHER");
  }

  private static void theTablesAreWrong(Scene scene, Checks checks) {
    seen(
        scene,
        checks,
        "insert into hand_over_fact (reference, number, what, by_office, at) select reference, facts + 1, 'told again', held_by, now() from hand_over limit 1",
        "delete from hand_over_fact where what = 'told again'",
        "I4 DOUBLED");
    seen(
        scene,
        checks,
        "update inbox set position = position + 1 where consumer = 'coordination.figures'",
        "update inbox set position = position - 1 where consumer = 'coordination.figures'",
        "I3 INVENTED");
    seen(
        scene,
        checks,
        "insert into access_chain values ('no entry', 1, decode(repeat('00', 32), 'hex'))",
        "delete from access_chain where subject = 'no entry'",
        "I10 OTHER");
  }

  /** In the coordination service's database, and taken back at once. */
  private static void seen(
      Scene scene, Checks checks, String change, String back, String violation) {
    scene.tables().change("coordination", change);
    try {
      assertThat(kinds(checks.all())).contains(violation);
    } finally {
      scene.tables().change("coordination", back);
    }
  }

  private static Set<String> kinds(List<Violation> violations) {
    return violations.stream()
        .map(each -> each.invariant() + " " + each.kind())
        .collect(Collectors.toSet());
  }

  private static Evidence withLedger(Evidence of, Map<Deed, Map<String, String>> onDisk) {
    return new Evidence(
        of.run(),
        of.memory(),
        onDisk,
        of.tables(),
        of.copies(),
        of.earlier(),
        of.forgotten(),
        of.strangers(),
        of.offsetSeconds());
  }

  private static Evidence withCopies(Evidence of, Consumer<List<Copy>> change) {
    var copies = new ArrayList<>(of.copies());
    change.accept(copies);
    return new Evidence(
        of.run(),
        of.memory(),
        of.onDisk(),
        of.tables(),
        copies,
        of.earlier(),
        of.forgotten(),
        of.strangers(),
        of.offsetSeconds());
  }
}
