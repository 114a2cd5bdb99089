package org.opennrm.coordination.releases;

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

/** The row behind a release: what it says, word for word, and what it was made from. */
@Entity
@Table(name = "release")
class ReleaseRow extends PanacheEntityBase {
  @Id UUID id;
  String country;
  String period;

  @Column(name = "counted_until")
  Instant countedUntil;

  long version;

  @Column(name = "state_name")
  String stateName;

  @JdbcTypeCode(SqlTypes.JSON)
  String state;

  @Column(name = "drafted_at")
  Instant draftedAt;

  @Nullable Long number;
  String payload;

  @Column(name = "payload_sha256")
  String payloadSha256;

  @JdbcTypeCode(SqlTypes.JSON)
  String tables;
}
