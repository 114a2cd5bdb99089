package org.opennrm.shelter.facility.model;

/** How many people a facility can house, as far as anybody has said. */
public sealed interface Capacity {

  /** A stated number of beds; nobody is put into a bed beyond it without a recorded override. */
  record Beds(int count) implements Capacity {
    public Beds {
      if (count < 1) {
        throw new IllegalArgumentException("A house without a bed houses nobody");
      }
    }
  }

  /** The operator has not said. Unknown is not none: it is asked, and answers for itself. */
  record Unknown() implements Capacity {}

  /** Rooms are found when they are needed, as in a pension. */
  record OnDemand() implements Capacity {}
}
