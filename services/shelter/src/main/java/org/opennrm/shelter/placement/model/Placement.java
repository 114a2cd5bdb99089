package org.opennrm.shelter.placement.model;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opennrm.contracts.ids.FacilityCode;
import org.opennrm.contracts.ids.OfferRef;

/**
 * How one person's search for a safe place stands. Each state carries only what that state knows;
 * who the person is, no state knows. {@link PlacementRules} lists the steps between them.
 *
 * <p>A placement houses one person: a child who moves with a parent has a file, a need and a bed of
 * their own. {@code passedOver} are the facilities that this search does not ask again: the person
 * did not want them, or they said that they cannot meet the need.
 */
public sealed interface Placement {

  /** When this state began. */
  Instant since();

  /** The place that is kept for the person or houses them; empty in every other state. */
  default Optional<HeldPlace> heldPlace() {
    return switch (this) {
      case FacilityAccepted accepted -> Optional.of(accepted.place());
      case PersonAgreed agreed -> Optional.of(agreed.place());
      case Arrived arrived -> Optional.of(arrived.place());
      case NotArrived notArrived -> Optional.of(notArrived.place());
      case Left left -> Optional.of(left.place());
      case Sought _, Offered _, Unmet _, Withdrawn _ -> Optional.empty();
    };
  }

  /** Nobody has been asked yet, or whoever had a place for the person has it no more. */
  record Sought(Set<FacilityCode> passedOver, Instant since) implements Placement {
    public Sought {
      passedOver = Set.copyOf(passedOver);
    }

    /** A search that begins, with no facility ruled out. */
    public static Sought from(Instant now) {
      return new Sought(Set.of(), now);
    }
  }

  /** Facilities were asked, all at once; the first acceptance before {@code until} wins. */
  record Offered(
      List<FacilityOffer> offers, Set<FacilityCode> passedOver, Instant until, Instant since)
      implements Placement {
    public Offered {
      offers = List.copyOf(offers);
      passedOver = Set.copyOf(passedOver);
    }

    Optional<FacilityOffer> offerTo(FacilityCode facility) {
      return offers.stream().filter(offer -> offer.facility().equals(facility)).findFirst();
    }

    List<FacilityOffer> unanswered() {
      return FacilityOffer.unansweredOf(offers);
    }

    Offered declinedBy(FacilityOffer offer, DeclineReason reason) {
      var answered = offers.stream().map(o -> o.equals(offer) ? o.declinedFor(reason) : o).toList();
      return new Offered(answered, passedOver, until, since);
    }

    boolean everyoneDeclined() {
      return unanswered().isEmpty();
    }

    boolean everyoneIsFull() {
      return offers.stream().allMatch(offer -> offer.declined() == DeclineReason.FULL);
    }

    /** Whom a later round leaves out, given what this one answered. */
    Set<FacilityCode> passedOverAfterwards() {
      var all = new HashSet<>(passedOver);
      offers.stream()
          .filter(offer -> offer.declined() != null && offer.declined().isLasting())
          .map(FacilityOffer::facility)
          .forEach(all::add);
      return all;
    }
  }

  /** A facility accepted first. Its bed is kept while the person is told and decides. */
  record FacilityAccepted(HeldPlace place, Set<FacilityCode> passedOver, Instant since)
      implements Placement {
    public FacilityAccepted {
      passedOver = Set.copyOf(passedOver);
    }
  }

  /** The person, told the house rules and whether doors are locked, wants the place. */
  record PersonAgreed(HeldPlace place, Set<FacilityCode> passedOver, Instant since)
      implements Placement {
    public PersonAgreed {
      passedOver = Set.copyOf(passedOver);
    }
  }

  /** The person lives there; no clock takes the place away. */
  record Arrived(HeldPlace place, Instant since) implements Placement {}

  /** The person was expected and did not come. */
  record NotArrived(HeldPlace place, Instant since) implements Placement {}

  /** The stay is over. */
  record Left(ExitReason reason, HeldPlace place, Instant since) implements Placement {}

  /**
   * Nobody can house the person now. Counted, still open, and offered again when something changes;
   * offers that were never answered stay owed an answer.
   */
  record Unmet(
      UnmetReason reason,
      List<FacilityOffer> unanswered,
      Set<FacilityCode> passedOver,
      Instant since)
      implements Placement {
    public Unmet {
      unanswered = List.copyOf(unanswered);
      passedOver = Set.copyOf(passedOver);
    }

    /** The offer that this facility was made and has not answered. */
    Optional<FacilityOffer> unanswered(FacilityCode facility, OfferRef ref) {
      return unanswered.stream()
          .filter(offer -> offer.ref().equals(ref) && offer.facility().equals(facility))
          .findFirst();
    }

    Unmet declinedBy(FacilityOffer answered, DeclineReason because) {
      var rest = unanswered.stream().filter(offer -> !offer.equals(answered)).toList();
      var all = new HashSet<>(passedOver);
      if (because.isLasting()) {
        all.add(answered.facility());
      }
      return new Unmet(reason, rest, all, since);
    }
  }

  /** The need, the consent or the case ended before anybody arrived. */
  record Withdrawn(Instant since) implements Placement {}
}
