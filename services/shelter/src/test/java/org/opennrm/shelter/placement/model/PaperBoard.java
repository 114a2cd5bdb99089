package org.opennrm.shelter.placement.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.FacilityCode;
import org.opennrm.contracts.ids.OfferRef;
import org.opennrm.shelter.placement.model.PlacementCommand.Accept;
import org.opennrm.shelter.placement.model.PlacementCommand.Agree;
import org.opennrm.shelter.placement.model.PlacementCommand.Arrive;
import org.opennrm.shelter.placement.model.PlacementCommand.DeclareUnmet;
import org.opennrm.shelter.placement.model.PlacementCommand.Decline;
import org.opennrm.shelter.placement.model.PlacementCommand.DeclineByPerson;
import org.opennrm.shelter.placement.model.PlacementCommand.Leave;
import org.opennrm.shelter.placement.model.PlacementCommand.LetOffersExpire;
import org.opennrm.shelter.placement.model.PlacementCommand.LoseHold;
import org.opennrm.shelter.placement.model.PlacementCommand.Offer;
import org.opennrm.shelter.placement.model.PlacementCommand.ReportNotArrived;
import org.opennrm.shelter.placement.model.PlacementCommand.Withdraw;

/**
 * One person's search as a desk without a computer would keep it: slips for the houses that were
 * asked, one for the bed that is kept, and a word for how things stand. It says of each step
 * whether it is taken, and keeps itself up to date.
 */
final class PaperBoard {

  enum Word {
    SEEKING,
    ASKED,
    KEPT,
    WANTED,
    MISSED,
    HOUSED,
    NOWHERE,
    GONE,
    ENDED
  }

  /** A house that was asked in the last round; {@code no} is its answer, where it gave one. */
  private static final class Slip {
    final FacilityOffer offer;
    @Nullable DeclineReason no;

    Slip(FacilityOffer offer) {
      this.offer = offer;
    }
  }

  private Word word = Word.SEEKING;
  private List<Slip> slips = new ArrayList<>();
  private final Set<FacilityCode> never = new HashSet<>();
  private Instant askedUntil = Instant.MIN;
  private Instant keptUntil = Instant.MIN;
  private @Nullable FacilityOffer bed;

  Word word() {
    return word;
  }

  /** Whose offer the bed stands under that is kept for the person or in which they slept. */
  Optional<FacilityOffer> bed() {
    return Optional.ofNullable(bed);
  }

  /** Which offers somebody still has to answer. */
  Set<FacilityOffer> owed() {
    var owed = new HashSet<FacilityOffer>();
    slips.stream().filter(slip -> slip.no == null).forEach(slip -> owed.add(slip.offer));
    return owed;
  }

  /** Which houses are not asked again. */
  Set<FacilityCode> never() {
    return never;
  }

  boolean take(PlacementCommand asked, Instant now) {
    return switch (asked) {
      case Offer(var offers, var until) -> ask(offers, until);
      case DeclareUnmet _ -> is(Word.SEEKING) && now(Word.NOWHERE);
      case Accept accept -> saysYes(accept, now);
      case Decline decline -> saysNo(decline);
      case LetOffersExpire _ -> is(Word.ASKED) && !now.isBefore(askedUntil) && roundEnds();
      case LoseHold _ -> is(Word.KEPT, Word.WANTED) && !now.isBefore(keptUntil) && seekAgain();
      case Agree(var rules, var doors) ->
          is(Word.KEPT) && now.isBefore(keptUntil) && rules && doors && now(Word.WANTED);
      case DeclineByPerson _ -> is(Word.KEPT, Word.WANTED) && notThere() && seekAgain();
      case Arrive(var free, var elsewhere) ->
          (is(Word.MISSED) || (is(Word.WANTED) && now.isBefore(keptUntil)))
              && free
              && !elsewhere
              && now(Word.HOUSED);
      case ReportNotArrived _ -> is(Word.WANTED) && now(Word.MISSED);
      case Leave _ -> is(Word.HOUSED) && now(Word.GONE);
      case Withdraw _ -> !is(Word.HOUSED, Word.MISSED, Word.GONE, Word.ENDED) && endsAll();
    };
  }

  private boolean ask(List<FacilityOffer> offers, Instant until) {
    if (!is(Word.SEEKING, Word.NOWHERE) || offers.isEmpty()) {
      return false;
    }
    slips = new ArrayList<>(offers.stream().map(Slip::new).toList());
    askedUntil = until;
    return now(Word.ASKED);
  }

  private boolean saysYes(Accept accept, Instant now) {
    var slip = unanswered(accept.offer(), accept.facility());
    if (!is(Word.ASKED) || slip == null || !now.isBefore(askedUntil) || !accept.placeIsFree()) {
      return false;
    }
    forgetRound();
    bed = slip.offer;
    keptUntil = accept.heldUntil();
    return now(Word.KEPT);
  }

  private boolean saysNo(Decline decline) {
    var slip = unanswered(decline.offer(), decline.facility());
    if (!is(Word.ASKED, Word.NOWHERE) || slip == null) {
      return false;
    }
    slip.no = decline.reason();
    if (is(Word.NOWHERE) || owed().isEmpty()) {
      roundEnds();
    }
    return true;
  }

  /** Nobody said yes. Who said nothing still has to; who can never take the person is noted. */
  private boolean roundEnds() {
    noteWhoNeverCan();
    slips.removeIf(slip -> slip.no != null);
    return now(Word.NOWHERE);
  }

  private void forgetRound() {
    noteWhoNeverCan();
    slips.clear();
  }

  private void noteWhoNeverCan() {
    for (var slip : slips) {
      if (slip.no == DeclineReason.CANNOT_MEET_NEED || slip.no == DeclineReason.UNSAFE_MATCH) {
        never.add(slip.offer.facility());
      }
    }
  }

  private boolean notThere() {
    bed().ifPresent(offer -> never.add(offer.facility()));
    return true;
  }

  private boolean seekAgain() {
    bed = null;
    return now(Word.SEEKING);
  }

  private boolean endsAll() {
    slips.clear();
    bed = null;
    return now(Word.ENDED);
  }

  private @Nullable Slip unanswered(OfferRef ref, FacilityCode facility) {
    return slips.stream()
        .filter(slip -> slip.no == null)
        .filter(slip -> slip.offer.ref().equals(ref) && slip.offer.facility().equals(facility))
        .findFirst()
        .orElse(null);
  }

  private boolean is(Word... words) {
    return List.of(words).contains(word);
  }

  private boolean now(Word next) {
    word = next;
    return true;
  }
}
