package io.lanista.ports.series;

import io.lanista.ports.fighter.FighterName;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import io.lanista.ports.queue.TicketId;
import io.lanista.ports.rating.RatingChange;
import io.lanista.ports.replay.ReplayHash;
import java.util.Objects;
import java.util.Optional;

/**
 * One side of a series, with what it plays with.
 *
 * @param fighterVersion the number of the fighter's version
 * @param fighterHash the fighter's files
 * @param config the JSON object given for the fighter; {@code {}} if none
 * @param elo the rating when the series was made, as the opponent was told
 * @param ticket the ticket it came by; empty after a challenge
 * @param rating what the series did to its rating; present exactly when a rated series completed
 */
public record Contender(
    PlayerId player,
    Username username,
    FighterName fighter,
    int fighterVersion,
    ReplayHash fighterHash,
    String config,
    int elo,
    boolean accepted,
    Optional<TicketId> ticket,
    Optional<RatingChange> rating) {
  /** The longest config, in characters. */
  public static final int MOST_CONFIG = 4096;

  public Contender {
    Objects.requireNonNull(player);
    Objects.requireNonNull(username);
    Objects.requireNonNull(fighter);
    Objects.requireNonNull(fighterHash);
    Objects.requireNonNull(config);
    Objects.requireNonNull(ticket);
    Objects.requireNonNull(rating);
    if (config.length() > MOST_CONFIG) {
      throw new IllegalArgumentException("A fighter's config has at most 4096 characters.");
    }
  }

  /** This side, having accepted. */
  public Contender accepts() {
    return new Contender(
        player, username, fighter, fighterVersion, fighterHash, config, elo, true, ticket, rating);
  }

  /** This side, rated. */
  public Contender rated(RatingChange change) {
    return new Contender(
        player,
        username,
        fighter,
        fighterVersion,
        fighterHash,
        config,
        elo,
        accepted,
        ticket,
        Optional.of(change));
  }
}
