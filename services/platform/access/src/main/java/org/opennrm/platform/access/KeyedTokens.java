package org.opennrm.platform.access;

import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.prf.Prf;
import com.google.crypto.tink.prf.PrfSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;

/**
 * Tokens that stand in the database for what must not stand there: the same text gives the same
 * token, and without the keyset outside the database nobody finds the text, not even by trying all.
 * Tokens of different purposes cannot be joined.
 */
@ApplicationScoped
public class KeyedTokens {

  private static final int LENGTH = 32;

  private final Prf inUse;
  private final List<Prf> all;

  @Inject
  KeyedTokens(Keys keys) throws GeneralSecurityException {
    var set = keys.read("tokens.json").getPrimitive(RegistryConfiguration.get(), PrfSet.class);
    inUse = set.getPrfs().get(set.getPrimaryId());
    all = List.copyOf(set.getPrfs().values());
  }

  /** 32 bytes under the key in use. */
  public byte[] of(String purpose, String text) {
    return token(inUse, purpose, text);
  }

  /** The same under every key there is, so that what was made before a change of keys is found. */
  public List<byte[]> everyOf(String purpose, String text) {
    return all.stream().map(key -> token(key, purpose, text)).toList();
  }

  private static byte[] token(Prf key, String purpose, String text) {
    try {
      // The length stands before the purpose, so that no two inputs can be written alike.
      var input = purpose.length() + ":" + purpose + "|" + text;
      return key.compute(input.getBytes(StandardCharsets.UTF_8), LENGTH);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no token", e);
    }
  }
}
