package org.opennrm.platform.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.DeterministicAead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;

class InfraTest {

  @Test
  void theKeysSealAndAliasAndAreGoneAfterTheRun() throws GeneralSecurityException, IOException {
    var resource = new KeysResource();
    var folder = Path.of(resource.start().get("nrm.keys"));
    var text = "invented".getBytes(UTF_8);
    var about = "about".getBytes(UTF_8);

    var vault =
        keyset(folder.resolve("vault.json")).getPrimitive(RegistryConfiguration.get(), Aead.class);
    assertThat(vault.decrypt(vault.encrypt(text, about), about)).isEqualTo(text);

    var alias =
        keyset(folder.resolve("alias.json"))
            .getPrimitive(RegistryConfiguration.get(), DeterministicAead.class);
    assertThat(alias.encryptDeterministically(text, about))
        .isEqualTo(alias.encryptDeterministically(text, about));

    resource.stop();
    assertThat(folder).doesNotExist();
  }

  @Test
  void topicsAreThoseOfTheServiceFile() {
    assertThat(Repository.topics("shelter"))
        .containsEntry("nrm.shelter", 12)
        .containsEntry("nrm.identification.needs", 12)
        .containsEntry("nrm.clock", 1)
        .doesNotContainKey("nrm.identification.facts");
    assertThat(Repository.topics(null))
        .containsKeys("nrm.identification.facts", "nrm.coordination");
  }

  private static KeysetHandle keyset(Path file) throws GeneralSecurityException, IOException {
    return TinkJsonProtoKeysetFormat.parseKeyset(
        Files.readString(file), RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
  }
}
