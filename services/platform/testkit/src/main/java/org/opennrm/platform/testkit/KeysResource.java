package org.opennrm.platform.testkit;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.daead.DeterministicAeadConfig;
import com.google.crypto.tink.daead.PredefinedDeterministicAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fresh keys of a test run: {@code vault.json} seals personal fields, {@code alias.json} makes the
 * aliases of case references, {@code tokens.json} what stands in for a text that nobody may store.
 */
final class KeysResource implements QuarkusTestResourceLifecycleManager {
  private @Nullable Path folder;

  @Override
  public Map<String, String> start() {
    try {
      AeadConfig.register();
      DeterministicAeadConfig.register();
      PrfConfig.register();
      var keys = Files.createTempDirectory("nrm-keys");
      folder = keys;
      write(keys.resolve("vault.json"), PredefinedAeadParameters.AES256_GCM);
      write(keys.resolve("alias.json"), PredefinedDeterministicAeadParameters.AES256_SIV);
      write(keys.resolve("tokens.json"), PredefinedPrfParameters.HMAC_SHA256_PRF);
      return Map.of("nrm.keys", keys.toString());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("No keys for this test run", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    if (folder != null) {
      try {
        Files.deleteIfExists(folder.resolve("vault.json"));
        Files.deleteIfExists(folder.resolve("alias.json"));
        Files.deleteIfExists(folder.resolve("tokens.json"));
        Files.deleteIfExists(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void write(Path file, Parameters parameters)
      throws GeneralSecurityException, IOException {
    var handle = KeysetHandle.generateNew(parameters, RegistryConfiguration.get());
    Files.writeString(
        file,
        TinkJsonProtoKeysetFormat.serializeKeyset(
            handle, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
  }
}
