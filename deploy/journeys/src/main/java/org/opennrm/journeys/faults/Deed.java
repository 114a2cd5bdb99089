package org.opennrm.journeys.faults;

/**
 * What a client asks for and later holds the services to. Each names what is written in the ledger:
 * what it was about, and the reference that the answer gave.
 */
enum Deed {
  /** The sender's own reference; {@code NRM-…}. */
  REFERRAL,
  /** {@code NRM-…}; the same. */
  ACCEPTANCE,
  /** {@code NRM-…}; {@code NEED-…}. */
  NEED,
  /** {@code OF-…}; {@code PL-…}. */
  OFFER_ACCEPTANCE,
  /** {@code PL-…}; the same. */
  ARRIVAL
}
