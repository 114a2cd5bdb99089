package org.opennrm.identification.help;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The row behind help that was asked for. */
@Entity
@Table(name = "help")
class HelpRow extends PanacheEntityBase {
  @Id
  @Column(name = "hand_over")
  String handOver;

  @Column(name = "case_ref")
  String caseRef;

  String country;
  String kind;
  boolean urgent;
  String basis;
  String area;

  @JdbcTypeCode(SqlTypes.JSON)
  String person;

  @Column(name = "asked_by")
  String askedBy;

  String owner;
  long version;

  @Column(name = "state_name")
  String stateName;

  @JdbcTypeCode(SqlTypes.JSON)
  String state;

  @Column(name = "asked_at")
  Instant askedAt;

  @Column(name = "due_at")
  Instant dueAt;
}
