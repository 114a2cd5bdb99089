package org.opennrm.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.opennrm.identification.Door.heldCase;
import static org.opennrm.identification.Door.submitted;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.AlarmEvent;
import org.opennrm.contracts.AlarmRaisedV1;
import org.opennrm.contracts.AlarmSettledV1;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.alarm.Alarms;
import org.opennrm.platform.access.CaseAlias;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Infra;

/** However many see the same thing, the desk is told once; and again when it happens again. */
@QuarkusTest
@QuarkusTestResource(Infra.class)
class AlarmsTest {

  private static final OrganisationCode OFFICE = new OrganisationCode("ba-identification");

  @Inject Alarms alarms;
  @Inject CaseAlias aliases;
  @Inject DomainClock clock;

  @Test
  void anAlarmIsRaisedOnceAndSettledOnceAndCanComeBack() {
    var caseRef = someCase();

    raise(caseRef, "no-next-date");
    raise(caseRef, "no-next-date");
    raise(caseRef, "guardian-late");
    settle(caseRef, "no-next-date");
    settle(caseRef, "no-next-date");
    raise(caseRef, "no-next-date");

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            assertThat(toldOf(caseRef))
                .containsExactly(
                    "raised no-next-date",
                    "raised guardian-late",
                    "settled no-next-date",
                    "raised no-next-date"));
  }

  @Test
  void whatIsRolledBackRaisedNothing() {
    var caseRef = someCase();

    assertThatThrownBy(() ->
            QuarkusTransaction.requiringNew()
                .run(() -> {
                  alarms.raise(caseRef, "danger", null, clock.now());
                  throw new IllegalStateException("invented trouble");
                }))
        .isInstanceOf(IllegalStateException.class);
    raise(caseRef, "danger");

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(toldOf(caseRef)).containsExactly("raised danger"));
  }

  @Test
  void whatIsOnNoListIsNoAlarm() {
    var caseRef = someCase();

    assertThatThrownBy(() -> raise(caseRef, "boredom"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> settle(caseRef, "boredom"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private CaseRef someCase() {
    return aliases.read(heldCase(submitted()), OFFICE).orElseThrow();
  }

  private void raise(CaseRef caseRef, String kind) {
    QuarkusTransaction.requiringNew().run(() -> alarms.raise(caseRef, kind, OFFICE, clock.now()));
  }

  private void settle(CaseRef caseRef, String kind) {
    QuarkusTransaction.requiringNew().run(() -> alarms.settle(caseRef, kind, OFFICE, clock.now()));
  }

  private static List<String> toldOf(CaseRef caseRef) {
    return Feed.readAbout("nrm.identification", caseRef.value()).stream()
        .map(Feed.OnTopic::event)
        .filter(AlarmEvent.class::isInstance)
        .map(event ->
            switch ((AlarmEvent) event) {
              case AlarmRaisedV1 raised -> "raised " + raised.kind();
              case AlarmSettledV1 settled -> "settled " + settled.kind();
            })
        .toList();
  }
}
