package io.lanista.client;

import java.util.Objects;
import java.util.Optional;

/** A player of a streamed game, at its start. */
public record StreamPlayer(
    int port, int characterId, String connectCode, Optional<String> displayName) {
  public StreamPlayer {
    Objects.requireNonNull(connectCode);
    Objects.requireNonNull(displayName);
  }
}
