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
 * Seals every personal field and every protected address. Each case, and each other keeper of
 * sealed texts such as a facility, has a key of its own, wrapped by a keyset outside the database;
 * a sealed text opens only for the keeper and field it was sealed for. Destroying the key ends all
 * that was ever sealed under it.
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
   * @param field names the place, e.g. {@code referral/NRM-…/content}; bound into the sealed text
   */
  @Transactional(TxType.MANDATORY)
  public byte[] seal(CaseRef caseRef, String field, String plain) {
    return seal(caseRef.value(), field, plain);
  }

  /**
   * @throws Unreadable when the text was sealed for another place or the case's key is gone
   */
  @Transactional(TxType.MANDATORY)
  public String open(CaseRef caseRef, String field, byte[] sealed) {
    return open(caseRef.value(), field, sealed);
  }

  /** The same for what is protected without being of a case: {@code facility/<code>}. */
  @Transactional(TxType.MANDATORY)
  public byte[] seal(String keeper, String field, String plain) {
    try {
      return keyOf(keeper)
          .orElseGet(() -> newKeyFor(keeper))
          .encrypt(bytes(plain), bound(keeper, field));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing failed", e);
    }
  }

  /**
   * @throws Unreadable when the text was sealed for another place or the keeper's key is gone
   */
  @Transactional(TxType.MANDATORY)
  public String open(String keeper, String field, byte[] sealed) {
    try {
      var key = keyOf(keeper).orElseThrow(() -> new Unreadable("the key is gone"));
      return new String(key.decrypt(sealed, bound(keeper, field)), StandardCharsets.UTF_8);
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

  private Optional<Aead> keyOf(String keeper) {
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement("select wrapped from sealing_key where keeper = ?")) {
      query.setString(1, keeper);
      try (var rows = query.executeQuery()) {
        return rows.next() ? Optional.of(unwrapped(keeper, rows.getBytes(1))) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Aead newKeyFor(String keeper) {
    try (var connection = database.getConnection();
        var insert =
            connection.prepareStatement(
                "insert into sealing_key (keeper, wrapped) values (?, ?) on conflict do nothing")) {
      var fresh =
          KeysetHandle.generateNew(
              PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get());
      insert.setString(1, keeper);
      insert.setBytes(
          2,
          TinkProtoKeysetFormat.serializeEncryptedKeyset(
              fresh, wrapping, bytes(keeper), RegistryConfiguration.get()));
      // Somebody else was first: their key is the keeper's key.
      return insert.executeUpdate() == 1
          ? fresh.getPrimitive(RegistryConfiguration.get(), Aead.class)
          : keyOf(keeper).orElseThrow();
    } catch (SQLException | GeneralSecurityException e) {
      throw new IllegalStateException("no key", e);
    }
  }

  private Aead unwrapped(String keeper, byte[] wrapped) {
    try {
      return TinkProtoKeysetFormat.parseEncryptedKeyset(
              wrapped, wrapping, bytes(keeper), RegistryConfiguration.get())
          .getPrimitive(RegistryConfiguration.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw new Unreadable("the key does not open");
    }
  }

  private static byte[] bound(String keeper, String field) {
    return bytes(keeper + '|' + field);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
