package org.opennrm.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyedTokensTest {

  @TempDir Path folder;

  private KeysetHandle first;

  @BeforeEach
  void aKey() throws GeneralSecurityException, IOException {
    PrfConfig.register();
    first = KeysetHandle.newBuilder().addEntry(fresh().makePrimary()).build();
    write(first);
  }

  @Test
  void theSameTextHasTheSameTokenAndAnotherPurposeAnother() throws GeneralSecurityException {
    var token = tokens().of("invented", "text");

    assertThat(token).hasSize(32).isEqualTo(tokens().of("invented", "text"));
    assertThat(tokens().of("invented", "another")).isNotEqualTo(token);
    assertThat(tokens().of("other", "text")).isNotEqualTo(token);
    assertThat(tokens().of("invented|t", "ext")).isNotEqualTo(token);
  }

  @Test
  void whatWasMadeBeforeAChangeOfKeysIsFoundAfterIt() throws GeneralSecurityException, IOException {
    var before = tokens().of("invented", "text");

    write(KeysetHandle.newBuilder(first).addEntry(fresh().makePrimary()).build());

    assertThat(tokens().of("invented", "text")).isNotEqualTo(before);
    assertThat(tokens().everyOf("invented", "text"))
        .hasSize(2)
        .contains(before, tokens().of("invented", "text"));
  }

  private static KeysetHandle.Builder.Entry fresh() {
    return KeysetHandle.generateEntryFromParameters(PredefinedPrfParameters.HMAC_SHA256_PRF)
        .withRandomId();
  }

  private KeyedTokens tokens() throws GeneralSecurityException {
    return new KeyedTokens(new Keys(folder.toString()));
  }

  private void write(KeysetHandle keyset) throws GeneralSecurityException, IOException {
    Files.writeString(
        folder.resolve("tokens.json"),
        TinkJsonProtoKeysetFormat.serializeKeyset(
            keyset, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
  }
}
