package io.lanista.client;

import java.util.Objects;
import java.util.Optional;

/** A player's place on the leaderboard. */
public record Standing(String username, int elo, Optional<Integer> wins, Optional<Integer> losses) {
  public Standing {
    Objects.requireNonNull(username, "username is missing");
  }
}
