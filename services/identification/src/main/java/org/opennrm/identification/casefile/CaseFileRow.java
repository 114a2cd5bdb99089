package org.opennrm.identification.casefile;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The row behind a case file. */
@Entity
@Table(name = "case_file")
class CaseFileRow extends PanacheEntityBase {
  @Id
  @Column(name = "case_ref")
  String caseRef;

  String country;
  String area;

  /** {@code yes}, {@code no}, {@code in-doubt} or {@code unknown}; doubt counts as a child. */
  String child;

  long version;

  @Column(name = "state_name")
  String stateName;

  @JdbcTypeCode(SqlTypes.JSON)
  String state;

  @Column(name = "opened_at")
  Instant openedAt;

  @Column(name = "assisted_since")
  @Nullable Instant assistedSince;

  /** Who was asked to look again at a decision. */
  @Nullable String reviewer;

  @Column(name = "disputed_since")
  @Nullable Instant disputedSince;

  @Column(name = "no_contact_since")
  @Nullable Instant noContactSince;

  boolean isChildOrInDoubt() {
    return child.equals("yes") || child.equals("in-doubt");
  }
}
