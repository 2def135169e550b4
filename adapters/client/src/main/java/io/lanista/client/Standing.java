package io.lanista.client;

import java.util.Objects;

/**
 * A place on the leaderboard.
 *
 * @param name the username, or the connect code of an agent that is not registered
 * @param kind what the rating belongs to: {@code player}, {@code wallet} or {@code code}
 */
public record Standing(String name, String kind, int elo, int peakElo, int wins, int losses) {
  public Standing {
    Objects.requireNonNull(name, "name is missing");
  }
}
