package org.opennrm.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;

class StateCodecTest {
  private static final CaseRef CASE = new CaseRef("CASE-0123456789ABCDEF");
  private static final OrganisationCode LARA = new OrganisationCode("ba-lara");
  private static final Instant NOON = Instant.parse("2027-03-01T12:00:00.123456Z");

  private final StateCodec<Stay> codec = StateCodec.of(Stay.class);

  /** A lifecycle with everything that a state may hold. */
  sealed interface Stay {
    CaseRef caseRef();

    default boolean isOpen() {
      return !(this instanceof Ended);
    }

    record Asked(CaseRef caseRef, Instant at, @Nullable String note) implements Stay {}

    record OfferedToMany(CaseRef caseRef, List<OrganisationCode> to, Map<String, Integer> places)
        implements Stay {}

    sealed interface Open extends Stay {}

    record ArrivedInPlace(CaseRef caseRef, LocalDate since, Optional<Duration> limit)
        implements Open {
      public String getSummary() {
        return "not a field";
      }
    }

    record Away(CaseRef caseRef, Reason reason) implements Open {}

    record Ended(CaseRef caseRef, List<Reason> reasons, Wish wish, int nights) implements Stay {}
  }

  sealed interface Reason {
    record Moved(OrganisationCode to) implements Reason {}

    record OwnWish() implements Reason {}
  }

  enum Wish {
    STAY,
    LEAVE
  }

  static Stream<Stay> states() {
    return Stream.of(
        new Stay.Asked(CASE, NOON, null),
        new Stay.Asked(CASE, NOON, "quiet \"place\" \u0007 Žepče"),
        new Stay.OfferedToMany(CASE, List.of(LARA), Map.of("bed", 2)),
        new Stay.OfferedToMany(CASE, List.of(), Map.of()),
        new Stay.ArrivedInPlace(CASE, LocalDate.of(2027, 3, 1), Optional.of(Duration.ofDays(30))),
        new Stay.ArrivedInPlace(CASE, LocalDate.of(2027, 3, 1), Optional.empty()),
        new Stay.Away(CASE, new Reason.Moved(LARA)),
        new Stay.Ended(CASE, List.of(new Reason.OwnWish(), new Reason.Moved(LARA)), Wish.LEAVE, 3));
  }

  @ParameterizedTest
  @MethodSource("states")
  void whatIsWrittenIsRead(Stay state) {
    assertThat(codec.read(codec.write(state))).isEqualTo(state);
  }

  @Test
  void theShapeIsTheRecordsAndTheNameIsKebabCase() {
    assertThat(
            codec.write(new Stay.ArrivedInPlace(CASE, LocalDate.of(2027, 3, 1), Optional.empty())))
        .isEqualTo(
            """
            {"state":"arrived-in-place","caseRef":"CASE-0123456789ABCDEF","since":"2027-03-01"}\
            """);
    assertThat(codec.write(new Stay.Away(CASE, new Reason.Moved(LARA))))
        .isEqualTo(
            """
            {"state":"away","caseRef":"CASE-0123456789ABCDEF",\
            "reason":{"kind":"moved","to":"ba-lara"}}\
            """);
    assertThat(codec.write(new Stay.Asked(CASE, NOON, null)))
        .isEqualTo(
            """
            {"state":"asked","caseRef":"CASE-0123456789ABCDEF","at":"2027-03-01T12:00:00.123456Z"}\
            """);
  }

  @Test
  void namesAreThoseOfTheStates() {
    assertThat(codec.names())
        .isEqualTo(Set.of("asked", "offered-to-many", "arrived-in-place", "away", "ended"));
    assertThat(codec.nameOf(new Stay.Ended(CASE, List.of(), Wish.STAY, 0))).isEqualTo("ended");
  }

  @Test
  void theOrderOfFieldsDoesNotMatterToTheReader() {
    assertThat(
            codec.read(
                "{\"reason\":{\"to\":\"ba-lara\",\"kind\":\"moved\"},\"caseRef\":\""
                    + CASE
                    + "\",\"state\":\"away\"}"))
        .isEqualTo(new Stay.Away(CASE, new Reason.Moved(LARA)));
  }

  @Test
  void whatDoesNotFitIsAnErrorThatQuotesNothing() {
    for (var text :
        List.of(
            "{\"state\":\"vanished\",\"caseRef\":\"" + CASE + "\"}",
            "{\"caseRef\":\"" + CASE + "\"}",
            "{\"state\":\"asked\",\"caseRef\":\"" + CASE + "\"}",
            "{\"state\":\"asked\",\"caseRef\":null,\"at\":\"2027-03-01T12:00:00Z\"}",
            "{\"state\":\"away\",\"caseRef\":\"" + CASE + "\",\"reason\":{\"kind\":\"selma\"}}",
            "{\"state\":\"ended\",\"caseRef\":\"" + CASE + "\",\"reasons\":[],\"wish\":\"STAY\"}",
            "[]",
            "{")) {
      assertThatThrownBy(() -> codec.read(text))
          .as(text)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageNotContaining("selma")
          .hasNoCause();
    }
  }

  @Test
  void onlySealedRecordsOfDifferentNamesMakeALifecycle() {
    assertThatThrownBy(() -> StateCodec.of(Runnable.class))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StateCodec.of(Twins.class))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StateCodec.of(NotRecords.class))
        .isInstanceOf(IllegalArgumentException.class);
  }

  sealed interface Twins {
    record One() implements Twins {}

    sealed interface Other extends Twins {
      record One() implements Other {}
    }
  }

  sealed interface NotRecords {
    final class Mutable implements NotRecords {}
  }
}
