package org.opennrm.local;

import java.util.List;

/**
 * The command to paste after {@code up}: a border police unit's token, and with it the smallest
 * referral there is.
 */
final class FirstCommand {

  private static final String SENDER = "ba-border-police";

  private FirstCommand() {}

  /** The body's one place. The time is the shell's, so that the command works at any time. */
  private static final String BODY =
      """
      {"channel":"border-check","area":"ba-fed-sarajevo","seenAt":"'$(date -u +%FT%TZ)'",\
      "sharing":{"basis":"not-yet-able","why":"no-interpreter"}}\
      """;

  static List<String> lines(Installation installation) {
    String token =
        "curl -s -d grant_type=client_credentials -d client_id=%s --data-urlencode 'client_secret@%s' %s/protocol/openid-connect/token"
            .formatted(SENDER, installation.secrets().clientFile(SENDER), installation.issuer());
    return List.of(
        "TOKEN=$(" + token + " | sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/')",
        "curl -s -i -X POST " + installation.url("identification") + "/identification/referrals \\",
        "  -H \"Authorization: Bearer $TOKEN\" -H \"Idempotency-Key: first-$(date +%s)\" -H 'Content-Type: application/json' \\",
        "  -d '" + BODY + "'; echo");
  }
}
