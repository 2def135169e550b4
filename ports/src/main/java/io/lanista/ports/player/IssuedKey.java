package io.lanista.ports.player;

import java.util.Objects;
import java.util.UUID;

/**
 * An API key at the one moment its secret is known.
 *
 * @param id names the key when it is revoked; not a secret
 * @param secret what the client sends as a bearer token
 */
public record IssuedKey(UUID id, String secret) {
  public IssuedKey {
    Objects.requireNonNull(id);
    Objects.requireNonNull(secret);
  }

  @Override
  public String toString() {
    return "IssuedKey[id=" + id + "]";
  }
}
