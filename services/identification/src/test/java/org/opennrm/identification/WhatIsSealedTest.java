package org.opennrm.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.platform.access.Vault;
import org.opennrm.platform.testkit.Infra;

@QuarkusTest
@QuarkusTestResource(Infra.class)
class WhatIsSealedTest {

  private static final String PLAIN = "Invented Zorica";

  @Inject Vault vault;
  @Inject AgroalDataSource database;

  @Test
  void opensOnlyForTheCaseAndTheFieldItWasSealedFor() {
    var mine = CaseRef.mint(new Random(11));
    var another = CaseRef.mint(new Random(12));
    var sealed = seal(mine, "person");
    seal(another, "person");

    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("Zorica");
    assertThat(open(mine, "person", sealed)).isEqualTo(PLAIN);
    assertThatThrownBy(() -> open(mine, "notes", sealed)).isInstanceOf(Vault.Unreadable.class);
    assertThatThrownBy(() -> open(another, "person", sealed)).isInstanceOf(Vault.Unreadable.class);
  }

  @Test
  void isGoneForEverWithTheKeyOfItsCase() throws SQLException {
    var erased = CaseRef.mint(new Random(13));
    var sealed = seal(erased, "person");
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("delete from sealing_key where keeper = '" + erased + "'"))
          .isEqualTo(1);
    }

    assertThatThrownBy(() -> open(erased, "person", sealed)).isInstanceOf(Vault.Unreadable.class);
  }

  private byte[] seal(CaseRef caseRef, String field) {
    return QuarkusTransaction.requiringNew().call(() -> vault.seal(caseRef, field, PLAIN));
  }

  private String open(CaseRef caseRef, String field, byte[] sealed) {
    return QuarkusTransaction.requiringNew().call(() -> vault.open(caseRef, field, sealed));
  }
}
