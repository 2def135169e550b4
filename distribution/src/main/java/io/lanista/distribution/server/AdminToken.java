package io.lanista.distribution.server;

import io.lanista.distribution.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Function;

/** Compares what was sent with the operator's token, in constant time. */
final class AdminToken implements Function<String, Optional<?>> {
  /** Who an admin route is called by. */
  record Operator() {}

  private final byte[] token;

  AdminToken(Secret token) {
    this.token = token.reveal().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Optional<?> apply(String sent) {
    return MessageDigest.isEqual(token, sent.getBytes(StandardCharsets.UTF_8))
        ? Optional.of(new Operator())
        : Optional.empty();
  }
}
