package org.opennrm.identification.indicator;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The row behind an assessment; written once, what it says is sealed. */
@Entity
@Table(name = "indicator_assessment")
class AssessmentRow extends PanacheEntityBase {
  @Id UUID id;

  @Column(name = "case_ref")
  String caseRef;

  Instant at;
  String caller;
  String organisation;
  byte[] content;
}
