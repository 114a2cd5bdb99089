package org.opennrm.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;

/**
 * A good token for every client that was asked for once. Tokens are renewed in the background while
 * the old one still holds, so that no measured call waits for Keycloak.
 */
public final class TokenKeeper implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration RENEWED_BEFORE = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofSeconds(2);

  private record Token(String value, Instant expires) {

    static Token of(String value) {
      try {
        int from = value.indexOf('.') + 1;
        byte[] claims =
            Base64.getUrlDecoder().decode(value.substring(from, value.indexOf('.', from)));
        JsonNode expires = JSON.readTree(claims).path("exp");
        return new Token(value, Instant.ofEpochSecond(expires.asLong()));
      } catch (IOException | RuntimeException e) {
        throw new Trouble("Keycloak gave a token that is none.", e);
      }
    }
  }

  private final UnaryOperator<String> source;
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();
  private final LongAdder failures = new LongAdder();
  private final ScheduledExecutorService renewal =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("tokens").factory());
  private final ScheduledFuture<?> renewing;

  /**
   * @param source asks Keycloak for a client's token
   */
  public TokenKeeper(UnaryOperator<String> source) {
    this.source = source;
    this.renewing =
        renewal.scheduleWithFixedDelay(
            this::renew, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The client's token; Keycloak is waited for only the first time. */
  public String of(String client) {
    return tokens.computeIfAbsent(client, name -> Token.of(source.apply(name))).value();
  }

  /** How often Keycloak gave no token; the old one is used then, and asked for again soon. */
  long failures() {
    return failures.sum();
  }

  private void renew() {
    tokens.forEach((client, token) -> {
      if (Instant.now().plus(RENEWED_BEFORE).isAfter(token.expires())) {
        try {
          tokens.put(client, Token.of(source.apply(client)));
        } catch (RuntimeException _) {
          failures.increment();
        }
      }
    });
  }

  @Override
  public void close() {
    renewing.cancel(false);
    renewal.shutdownNow();
  }
}
