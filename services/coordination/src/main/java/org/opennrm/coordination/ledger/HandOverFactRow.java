package org.opennrm.coordination.ledger;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing that was told about a hand-over; never changed. */
@Entity
@Table(name = "hand_over_fact")
@IdClass(HandOverFactRow.Key.class)
class HandOverFactRow extends PanacheEntityBase {
  @Id String reference;
  @Id int number;
  String what;

  @Column(name = "by_office")
  String byOffice;

  @Column(name = "to_office")
  @Nullable String toOffice;

  @Nullable String reason;
  Instant at;

  @Column(name = "due_at")
  @Nullable Instant dueAt;

  @Column(name = "grace_until")
  @Nullable Instant graceUntil;

  /** Which hand-over, and the how-manieth fact of it. */
  record Key(String reference, int number) implements Serializable {}
}
