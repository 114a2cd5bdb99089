package org.opennrm.coordination.ledger;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of the ledger. */
@Entity
@Table(name = "hand_over")
class HandOverRow extends PanacheEntityBase {
  @Id String reference;

  @Column(name = "case_ref")
  String caseRef;

  String step;
  String country;

  @Column(name = "sent_by")
  String sentBy;

  @Column(name = "held_by")
  String heldBy;

  String service;
  String state;
  int facts;
  int assignment;

  @Column(name = "offered_at")
  Instant offeredAt;

  @Column(name = "acknowledged_at")
  @Nullable Instant acknowledgedAt;

  @Column(name = "answered_at")
  @Nullable Instant answeredAt;

  @Column(name = "completed_at")
  @Nullable Instant completedAt;

  @Column(name = "withdrawn_at")
  @Nullable Instant withdrawnAt;

  @Column(name = "reassigned_at")
  @Nullable Instant reassignedAt;

  @Column(name = "decline_reason")
  @Nullable String declineReason;

  @Column(name = "due_at")
  @Nullable Instant dueAt;

  @Column(name = "grace_until")
  @Nullable Instant graceUntil;

  @Column(name = "reminded_at")
  @Nullable Instant remindedAt;

  @Column(name = "escalated_at")
  @Nullable Instant escalatedAt;
}
