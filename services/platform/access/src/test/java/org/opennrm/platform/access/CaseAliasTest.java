package org.opennrm.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.daead.DeterministicAeadConfig;
import com.google.crypto.tink.daead.PredefinedDeterministicAeadParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;

class CaseAliasTest {

  private static final OrganisationCode AUTHORITY = new OrganisationCode("ba-identification");
  private static final OrganisationCode SHELTER = new OrganisationCode("ba-iom");
  private static final CaseRef CASE = CaseRef.mint(new Random(1));

  @TempDir Path folder;
  private CaseAlias aliases;

  @BeforeEach
  void withKeysOfItsOwn() throws GeneralSecurityException, IOException {
    DeterministicAeadConfig.register();
    var keyset =
        KeysetHandle.generateNew(
            PredefinedDeterministicAeadParameters.AES256_SIV, RegistryConfiguration.get());
    Files.writeString(
        folder.resolve("alias.json"),
        TinkJsonProtoKeysetFormat.serializeKeyset(
            keyset, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
    aliases = new CaseAlias(new Keys(folder.toString()));
  }

  @Test
  void anOrganisationAlwaysKnowsACaseByTheSameName() {
    assertThat(aliases.of(CASE, AUTHORITY)).isEqualTo(aliases.of(CASE, AUTHORITY));
    assertThat(aliases.read(aliases.of(CASE, AUTHORITY), AUTHORITY)).contains(CASE);
  }

  @Test
  void twoOrganisationsCannotJoinTheirNamesOfOneCase() {
    var theirs = aliases.of(CASE, AUTHORITY);
    var ours = aliases.of(CASE, SHELTER);

    assertThat(theirs).isNotEqualTo(ours).doesNotContain(CASE.value().substring(5));
    assertThat(aliases.read(theirs, SHELTER)).isEmpty();
  }

  @Test
  void whatIsNoAliasReadsAsNothing() {
    var alias = aliases.of(CASE, AUTHORITY);

    assertThat(aliases.read(CASE.value(), AUTHORITY)).isEmpty();
    assertThat(aliases.read("C-", AUTHORITY)).isEmpty();
    assertThat(aliases.read("C-!!!", AUTHORITY)).isEmpty();
    assertThat(aliases.read(alias.substring(0, alias.length() - 4) + "AAAA", AUTHORITY)).isEmpty();
  }

  @Test
  void aliasesFitIntoAPath() {
    var seen = new HashSet<String>();
    var random = new Random(7);
    for (var i = 0; i < 1000; i++) {
      var alias = aliases.of(CaseRef.mint(random), AUTHORITY);
      assertThat(alias).matches("C-[A-Za-z0-9_-]{20,64}");
      seen.add(alias);
    }
    assertThat(seen).hasSize(1000);
  }
}
