package org.opennrm.coordination.alarm;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One time that a service raised an alarm. */
@Entity
@Table(name = "alarm")
class AlarmRow extends PanacheEntityBase {
  @Id UUID id;

  @Column(name = "case_ref")
  String caseRef;

  String kind;
  String service;
  int number;

  @Column(name = "raised_by")
  @Nullable String raisedBy;

  @Column(name = "raised_at")
  Instant raisedAt;

  @Column(name = "settled_by")
  @Nullable String settledBy;

  @Column(name = "settled_at")
  @Nullable Instant settledAt;
}
