package org.opennrm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

  @TempDir Path home;

  @Test
  void aSecretIsRandomAndStays() {
    Secrets secrets = new Secrets(home.resolve("secrets"));

    String first = secrets.client("ba-border-police");

    assertThat(first)
        .matches("[A-Za-z0-9_-]{32}")
        .isNotEqualTo(secrets.client("ba-identification"));
    assertThat(new Secrets(home.resolve("secrets")).client("ba-border-police")).isEqualTo(first);
  }

  @Test
  void nobodyElseMayReadASecretOrListThem() throws IOException {
    Secrets secrets = new Secrets(home.resolve("secrets"));
    secrets.client("ba-border-police");
    secrets.demoPassword();
    secrets.keys();

    try (Stream<Path> all = Files.walk(home.resolve("secrets"))) {
      assertThat(all)
          .hasSize(8)
          .allSatisfy(each ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                  .isEqualTo(Files.isDirectory(each) ? "rwx------" : "rw-------"));
    }
  }

  @Test
  void aSecretsFileHoldsNothingElseSoThatCurlCanSendIt() throws IOException {
    Secrets secrets = new Secrets(home.resolve("secrets"));

    assertThat(secrets.client("ba-iom")).isEqualTo(Files.readString(secrets.clientFile("ba-iom")));
  }

  @Test
  void aKeysetIsNeverReplaced() throws IOException {
    Secrets secrets = new Secrets(home.resolve("secrets"));
    String vault = Files.readString(secrets.keys().resolve("vault.json"));

    assertThat(Files.readString(new Secrets(home.resolve("secrets")).keys().resolve("vault.json")))
        .isEqualTo(vault);
    assertThat(vault).contains("type.googleapis.com/google.crypto.tink.AesGcmKey");
    assertThat(Files.readString(secrets.keys().resolve("alias.json")))
        .contains("google.crypto.tink.AesSivKey");
    assertThat(Files.readString(secrets.keys().resolve("tokens.json")))
        .contains("google.crypto.tink.HmacPrfKey");
  }
}
