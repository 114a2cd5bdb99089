package org.opennrm.shelter.placement;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The row behind one offer to one facility. */
@Entity
@Table(name = "offer")
class OfferRow extends PanacheEntityBase {
  @Id String ref;

  String placement;

  @Column(name = "hand_over")
  String handOver;

  String facility;
  String operator;
  String state;
  @Nullable String reason;

  @Column(name = "offered_at")
  Instant offeredAt;

  @Column(name = "due_at")
  Instant dueAt;

  @Column(name = "grace_until")
  Instant graceUntil;

  @Column(name = "answered_at")
  @Nullable Instant answeredAt;
}
