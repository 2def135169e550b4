package io.lanista.ports.player;

import java.util.Objects;
import java.util.UUID;

/** A registered player. */
public record PlayerId(UUID value) {
  public PlayerId {
    Objects.requireNonNull(value);
  }
}
