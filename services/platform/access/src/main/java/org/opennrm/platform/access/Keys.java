package org.opennrm.platform.access;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.daead.DeterministicAeadConfig;
import com.google.crypto.tink.prf.PrfConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The key-encryption keysets, kept in a folder that only the service's account can read. */
@ApplicationScoped
class Keys {

  private final Path folder;

  @Inject
  Keys(@ConfigProperty(name = "nrm.keys") String folder) throws GeneralSecurityException {
    AeadConfig.register();
    DeterministicAeadConfig.register();
    PrfConfig.register();
    this.folder = Path.of(folder);
  }

  KeysetHandle read(String name) {
    try {
      return TinkJsonProtoKeysetFormat.parseKeyset(
          Files.readString(folder.resolve(name)),
          RegistryConfiguration.get(),
          InsecureSecretKeyAccess.get());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("the keyset " + name + " in nrm.keys cannot be read", e);
    }
  }
}
