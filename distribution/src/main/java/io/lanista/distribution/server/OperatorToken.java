package io.lanista.distribution.server;

import io.lanista.distribution.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Function;

/** Compares what was sent with a token that the operator configured, in constant time. */
final class OperatorToken implements Function<String, Optional<?>> {
  /** Whoever has the token: the operator, or its judge. */
  record Operator() {}

  private final byte[] token;

  OperatorToken(Secret token) {
    this.token = token.reveal().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Optional<?> apply(String sent) {
    return MessageDigest.isEqual(token, sent.getBytes(StandardCharsets.UTF_8))
        ? Optional.of(new Operator())
        : Optional.empty();
  }
}
