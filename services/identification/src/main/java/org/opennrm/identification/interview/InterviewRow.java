package org.opennrm.identification.interview;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The row behind an interview; written once, what was said is sealed. */
@Entity
@Table(name = "interview")
class InterviewRow extends PanacheEntityBase {
  @Id UUID id;

  @Column(name = "case_ref")
  String caseRef;

  Instant at;
  String caller;
  String organisation;

  @Column(name = "conducted_by")
  String conductedBy;

  String instrument;

  @Column(name = "instrument_version")
  String instrumentVersion;

  String setting;

  @Column(name = "started_at")
  Instant startedAt;

  @Column(name = "ended_at")
  Instant endedAt;

  @JdbcTypeCode(SqlTypes.ARRAY)
  String[] warnings;

  byte[] content;
}
