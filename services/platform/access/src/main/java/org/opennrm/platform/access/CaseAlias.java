package org.opennrm.platform.access;

import com.google.crypto.tink.DeterministicAead;
import com.google.crypto.tink.RegistryConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * The name under which one organisation knows a case over HTTP. Deterministic encryption bound to
 * the organisation: always the same for one reader, different for two, and not to be joined by
 * anybody without the key.
 */
@ApplicationScoped
public class CaseAlias {

  private static final String PREFIX = "C-";

  private final DeterministicAead cipher;

  @Inject
  CaseAlias(Keys keys) throws GeneralSecurityException {
    cipher =
        keys.read("alias.json").getPrimitive(RegistryConfiguration.get(), DeterministicAead.class);
  }

  public String of(CaseRef caseRef, OrganisationCode reader) {
    try {
      var sealed = cipher.encryptDeterministically(bytes(caseRef.value()), bytes(reader.value()));
      return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no alias", e);
    }
  }

  /** Empty for anything that is not this organisation's own alias of some case. */
  public Optional<CaseRef> read(String alias, OrganisationCode reader) {
    if (!alias.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      var sealed = Base64.getUrlDecoder().decode(alias.substring(PREFIX.length()));
      var plain = cipher.decryptDeterministically(sealed, bytes(reader.value()));
      return Optional.of(new CaseRef(new String(plain, StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
