package org.opennrm.local;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/**
 * The keys that never stand in a database: {@code vault.json} seals personal fields, {@code
 * alias.json} turns case references into the aliases of organisations, {@code tokens.json} makes
 * what stands in the database for a text that nobody may store. One that exists is never replaced:
 * what it sealed would be lost.
 */
final class Keysets {

  private Keysets() {}

  static void writeMissing(Path folder) throws IOException {
    try {
      AeadConfig.register();
      DeterministicAeadConfig.register();
      PrfConfig.register();
      writeMissing(folder.resolve("vault.json"), PredefinedAeadParameters.AES256_GCM);
      writeMissing(folder.resolve("alias.json"), PredefinedDeterministicAeadParameters.AES256_SIV);
      writeMissing(folder.resolve("tokens.json"), PredefinedPrfParameters.HMAC_SHA256_PRF);
    } catch (GeneralSecurityException e) {
      throw new IOException("no key could be generated", e);
    }
  }

  private static void writeMissing(Path file, Parameters parameters)
      throws IOException, GeneralSecurityException {
    if (!Files.exists(file)) {
      KeysetHandle fresh = KeysetHandle.generateNew(parameters, RegistryConfiguration.get());
      Folders.writePrivate(
          file,
          TinkJsonProtoKeysetFormat.serializeKeyset(
              fresh, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
    }
  }
}
