package org.opennrm.identification.referral;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * The row behind a referral: what queries and constraints need, and the state as it was written.
 */
@Entity
@Table(name = "referral")
class ReferralRow extends PanacheEntityBase {
  @Id String reference;

  @Column(name = "case_ref")
  String caseRef;

  @Column(name = "hand_over")
  String handOver;

  String country;

  @Column(name = "sent_by")
  String sentBy;

  String owner;
  long version;

  @Column(name = "state_name")
  String stateName;

  @JdbcTypeCode(SqlTypes.JSON)
  String state;

  String channel;
  String area;

  @Column(name = "immediate_danger")
  String immediateDanger;

  String child;

  @Column(name = "senders_own")
  @Nullable String sendersOwn;

  @Column(name = "submitted_at")
  Instant submittedAt;

  @Column(name = "due_at")
  Instant dueAt;

  byte[] content;
}
