package org.opennrm.coordination.escalation;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The row behind an escalation: one holder's silence about one hand-over. */
@Entity
@Table(name = "escalation")
class EscalationRow extends PanacheEntityBase {
  @Id UUID id;

  @Column(name = "hand_over")
  String handOver;

  int assignment;

  @Column(name = "case_ref")
  String caseRef;

  String step;
  String country;

  @Column(name = "sent_by")
  String sentBy;

  @Column(name = "held_by")
  String heldBy;

  long version;

  @Column(name = "state_name")
  String stateName;

  @JdbcTypeCode(SqlTypes.JSON)
  String state;

  int level;

  @Column(name = "escalated_to")
  String escalatedTo;

  @Column(name = "escalated_at")
  Instant escalatedAt;

  @Column(name = "take_by")
  Instant takeBy;

  @Column(name = "pass_on_at")
  @Nullable Instant passOnAt;

  @Column(name = "taken_by")
  @Nullable String takenBy;

  @Column(name = "taken_at")
  @Nullable Instant takenAt;

  @Column(name = "closed_because")
  @Nullable String closedBecause;

  @Column(name = "closed_at")
  @Nullable Instant closedAt;
}
