package org.opennrm.platform.testkit;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Access tokens as the realm issues them, valid in the running test, and such as a service has to
 * refuse.
 */
public final class TokenIssuer {
  static final String ISSUER = "nrm.test.issuer";
  static final String KEY = "nrm.test.issuer.key";
  static final String KEY_ID = "test-1";

  private static final Set<String> SERVICES = Set.of("identification", "shelter", "coordination");

  private TokenIssuer() {}

  /** A token of an organisation's client with these realm roles. */
  public static String token(String organisation, String... roles) {
    return sign(claims(organisation, roles).claim("organisation", organisation));
  }

  /** A token of one person of the organisation. */
  public static String tokenOf(String subject, String organisation, String... roles) {
    return sign(claims(organisation, roles).subject(subject).claim("organisation", organisation));
  }

  public static String expired(String organisation, String... roles) {
    var then = now().minus(Duration.ofHours(2));
    return sign(
        claims(organisation, roles)
            .claim("organisation", organisation)
            .issuedAt(then)
            .expiresAt(then.plus(Duration.ofMinutes(1))));
  }

  /** Meant for another resource server than ours. */
  public static String forAnotherAudience(String organisation, String... roles) {
    return sign(
        claims(organisation, roles).claim("organisation", organisation).audience("somebody-else"));
  }

  public static String withoutOrganisation(String... roles) {
    return sign(claims("nobody", roles));
  }

  /** Well-formed and signed, but not by the realm. */
  public static String forged(String organisation, String... roles) {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return claims(organisation, roles)
          .claim("organisation", organisation)
          .jws()
          .keyId(KEY_ID)
          .sign(generator.generateKeyPair().getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JwtClaimsBuilder claims(String client, String... roles) {
    return Jwt.claims()
        .issuer(required(ISSUER))
        .audience(SERVICES)
        .subject("subject-of-" + client)
        .claim("azp", client)
        .claim("typ", "Bearer")
        .claim("realm_access", Map.of("roles", List.of(roles)))
        .issuedAt(now())
        .expiresAt(now().plus(Duration.ofMinutes(5)));
  }

  private static String sign(JwtClaimsBuilder claims) {
    return claims.jws().keyId(KEY_ID).sign(privateKey());
  }

  private static PrivateKey privateKey() {
    try {
      var encoded = Base64.getDecoder().decode(required(KEY));
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String required(String property) {
    var value = System.getProperty(property);
    if (value == null) {
      throw new IllegalStateException("No issuer runs: add @QuarkusTestResource(Infra.class)");
    }
    return value;
  }

  /** Tokens live in the machine's time, whatever the sandbox's clock says. */
  private static Instant now() {
    return Instant.now();
  }
}
