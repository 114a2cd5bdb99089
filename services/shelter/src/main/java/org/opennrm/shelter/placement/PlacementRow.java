package org.opennrm.shelter.placement;

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
 * The row behind a placement: what queries and constraints need, and the state as it was written.
 */
@Entity
@Table(name = "placement")
class PlacementRow extends PanacheEntityBase {
  @Id String ref;

  @Column(name = "case_ref")
  String caseRef;

  String need;
  String country;

  @Column(name = "needed_by")
  String neededBy;

  long version;

  @Column(name = "state_name")
  String stateName;

  @JdbcTypeCode(SqlTypes.JSON)
  String state;

  @Nullable String facility;
  @Nullable String operator;
  @Nullable Instant until;

  @Column(name = "sought_at")
  Instant soughtAt;
}
