package org.opennrm.identification.anonymous;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The row behind an anonymous notification; written once. */
@Entity
@Table(name = "anonymous_notification")
class AnonymousRow extends PanacheEntityBase {
  @Id String reference;
  String organisation;
  String country;
  String area;

  @Column(name = "notified_on")
  LocalDate notifiedOn;

  String happened;
  String channel;

  @Column(name = "age_band")
  String ageBand;

  String sex;

  @JdbcTypeCode(SqlTypes.ARRAY)
  String[] forms;

  @JdbcTypeCode(SqlTypes.ARRAY)
  @Column(name = "why_refused")
  String[] whyRefused;

  @JdbcTypeCode(SqlTypes.ARRAY)
  String[] present;

  String language;
  String interpreter;

  @Column(name = "rights_told_in")
  String rightsToldIn;

  @Column(name = "code_hash")
  byte[] codeHash;
}
