package org.opennrm.local;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a part is started: its command, the variables it gets besides the harmless ones of this
 * terminal, and what it read at start that the command does not show. Secrets travel in variables,
 * never in the command, which every user of the machine can list.
 */
record Launch(List<String> command, Map<String, String> environment, Path folder, String alsoRead) {

  Launch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /**
   * Two launches with the same fingerprint start the same thing; a running part with another one is
   * out of date.
   */
  String fingerprint() {
    return fingerprint(command + "\n" + new TreeMap<>(environment) + "\n" + alsoRead);
  }

  static String fingerprint(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
