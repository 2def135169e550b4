package io.lanista.ports.match;

import java.util.Objects;
import java.util.UUID;

/** A match. Public: anyone may know it. */
public record MatchId(UUID value) {
  public MatchId {
    Objects.requireNonNull(value);
  }

  /** The canonical text, whose SHA-256 is the match's id on chain (spec 1, Signatures). */
  @Override
  public String toString() {
    return value.toString();
  }
}
