package org.opennrm.coordination.alarm;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Who took an alarm up; written once. */
@Entity
@Table(name = "alarm_taken")
class AlarmTakenRow extends PanacheEntityBase {
  @Id UUID alarm;

  @Column(name = "taken_by")
  String takenBy;

  String caller;

  @Column(name = "taken_at")
  Instant takenAt;
}
