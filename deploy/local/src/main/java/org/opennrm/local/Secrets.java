package org.opennrm.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The random secrets of one installation: made on first use, kept in files that only their owner
 * may read, without a final line break so that curl can send them as they are. They outlive {@code
 * up --fresh}.
 */
final class Secrets {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path folder;

  Secrets(Path folder) {
    this.folder = folder;
  }

  String postgresSuperuser() {
    return secret("postgres-superuser");
  }

  String database(String service) {
    return secret("database-" + service);
  }

  String kafkaAdmin() {
    return secret("kafka-admin");
  }

  String kafka(String service) {
    return secret("kafka-" + service);
  }

  String keycloakAdmin() {
    return secret("keycloak-admin");
  }

  String client(String client) {
    return secret("clients/" + client);
  }

  Path clientFile(String client) {
    return folder.resolve("clients").resolve(client);
  }

  /** One password for every demo user of this installation. */
  String demoPassword() {
    return secret("demo-password");
  }

  Path demoPasswordFile() {
    return folder.resolve("demo-password");
  }

  /**
   * The keysets' folder, with {@code vault.json}, {@code alias.json} and {@code tokens.json} in it.
   */
  Path keys() {
    Path keys = folder.resolve("keys");
    try {
      Folders.createPrivate(folder);
      Folders.createPrivate(keys);
      Keysets.writeMissing(keys);
      return keys;
    } catch (IOException e) {
      throw new Trouble("The keysets cannot be written to " + keys + ": " + e.getMessage(), e);
    }
  }

  /** A place for files with secrets inside that are made anew at every start. */
  Path file(String name) {
    return folder.resolve(name);
  }

  private synchronized String secret(String name) {
    Path file = folder.resolve(name);
    try {
      if (!Files.exists(file)) {
        Folders.createPrivate(folder);
        Folders.createPrivate(file.getParent());
        byte[] random = new byte[24];
        RANDOM.nextBytes(random);
        Folders.writePrivate(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
      }
      String value = Files.readString(file).strip();
      if (value.isEmpty()) {
        throw new Trouble(file + " is empty; delete it and run ./nrm up --fresh.");
      }
      return value;
    } catch (IOException e) {
      throw new Trouble("The secret " + file + " cannot be made or read: " + e.getMessage(), e);
    }
  }
}
