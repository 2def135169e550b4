package io.lanista.ports.player;

import java.util.Optional;
import java.util.UUID;

/**
 * API keys of players, within one transaction. A key is {@code nj_live_} and at least 32 random
 * characters from a secure source; only its SHA-256 is stored, which suffices because the key is
 * random, not chosen.
 *
 * <p>Not thread-safe: lives as long as the transaction that gave it.
 */
public interface Credentials {
  /** Makes a new key. Older ones stay valid until they are revoked. */
  IssuedKey issue(PlayerId player);

  /** The player whose unrevoked key this is. Any text may be given; it is never logged. */
  Optional<PlayerId> verify(String secret);

  /** Revokes a key of that player; false if the player has no such valid key. */
  boolean revoke(PlayerId player, UUID key);
}
