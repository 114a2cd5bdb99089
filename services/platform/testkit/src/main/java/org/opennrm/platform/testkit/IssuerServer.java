package org.opennrm.platform.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;

/** Serves what a resource server asks of an identity provider: discovery and public keys. */
final class IssuerServer implements AutoCloseable {
  private static final String REALM = "/realms/opennrm";

  private final HttpServer server;
  private final KeyPair keys;

  private IssuerServer(HttpServer server, KeyPair keys) {
    this.server = server;
    this.keys = keys;
  }

  static IssuerServer start() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      var http = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
      var issuer = new IssuerServer(http, generator.generateKeyPair());
      issuer.answer(REALM + "/.well-known/openid-configuration", issuer.discovery());
      issuer.answer(REALM + "/protocol/openid-connect/certs", issuer.keySet());
      http.start();
      return issuer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + REALM;
  }

  String privateKey() {
    return Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(String path, String json) {
    var body = json.getBytes(UTF_8);
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          try (var out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
  }

  private String discovery() {
    var openId = url() + "/protocol/openid-connect";
    return """
    {"issuer":"%s","jwks_uri":"%s/certs","token_endpoint":"%s/token",\
    "authorization_endpoint":"%s/auth","id_token_signing_alg_values_supported":["RS256"]}
    """
        .formatted(url(), openId, openId, openId);
  }

  private String keySet() {
    var key = (RSAPublicKey) keys.getPublic();
    return """
    {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"%s","n":"%s","e":"%s"}]}
    """
        .formatted(TokenIssuer.KEY_ID, base64(key.getModulus()), base64(key.getPublicExponent()));
  }

  private static String base64(BigInteger number) {
    var bytes = number.toByteArray();
    // A leading zero byte only says that the number is positive.
    var from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
  }
}
