package org.opennrm.platform.access;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Optional;
import org.opennrm.contracts.ids.CaseRef;

/**
 * Seals every personal field. Each case has a key of its own, wrapped by a keyset outside the
 * database; a sealed text opens only for the case and field it was sealed for. Destroying a case's
 * key ends all that was ever sealed for it.
 */
@ApplicationScoped
public class Vault {

  private final AgroalDataSource database;
  private final Aead wrapping;

  @Inject
  Vault(AgroalDataSource database, Keys keys) throws GeneralSecurityException {
    this.database = database;
    this.wrapping = keys.read("vault.json").getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  /**
   * @param field names the place, e.g. {@code referral/NRM-…/person}; bound into the sealed text
   */
  @Transactional(TxType.MANDATORY)
  public byte[] seal(CaseRef caseRef, String field, String plain) {
    try {
      return keyOf(caseRef)
          .orElseGet(() -> newKeyFor(caseRef))
          .encrypt(plain.getBytes(StandardCharsets.UTF_8), bound(caseRef, field));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing failed", e);
    }
  }

  /** @throws Unreadable when the text was sealed for another place or the case's key is gone */
  @Transactional(TxType.MANDATORY)
  public String open(CaseRef caseRef, String field, byte[] sealed) {
    try {
      var key = keyOf(caseRef).orElseThrow(() -> new Unreadable("the key of the case is gone"));
      return new String(key.decrypt(sealed, bound(caseRef, field)), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new Unreadable("not sealed for this place");
    }
  }

  /** A sealed text that cannot be opened; says nothing of what it holds. */
  public static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(String why) {
      super(why);
    }
  }

  private Optional<Aead> keyOf(CaseRef caseRef) {
    try (var connection = database.getConnection();
        var query = connection.prepareStatement("select wrapped from case_key where case_ref = ?")) {
      query.setString(1, caseRef.value());
      try (var rows = query.executeQuery()) {
        return rows.next() ? Optional.of(unwrapped(caseRef, rows.getBytes(1))) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Aead newKeyFor(CaseRef caseRef) {
    try (var connection = database.getConnection();
        var insert =
            connection.prepareStatement(
                "insert into case_key (case_ref, wrapped) values (?, ?) on conflict do nothing")) {
      var fresh = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
      insert.setString(1, caseRef.value());
      insert.setBytes(
          2, TinkProtoKeysetFormat.serializeEncryptedKeyset(fresh, wrapping, bytes(caseRef.value())));
      // Somebody else was first: their key is the case's key.
      return insert.executeUpdate() == 1
          ? fresh.getPrimitive(RegistryConfiguration.get(), Aead.class)
          : keyOf(caseRef).orElseThrow();
    } catch (SQLException | GeneralSecurityException e) {
      throw new IllegalStateException("no key for the case", e);
    }
  }

  private Aead unwrapped(CaseRef caseRef, byte[] wrapped) {
    try {
      return TinkProtoKeysetFormat.parseEncryptedKeyset(wrapped, wrapping, bytes(caseRef.value()))
          .getPrimitive(RegistryConfiguration.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw new Unreadable("the key of the case does not open");
    }
  }

  private static byte[] bound(CaseRef caseRef, String field) {
    return bytes(caseRef.value() + '|' + field);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
