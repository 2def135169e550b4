package io.lanista.engine.series;

import io.lanista.engine.fighter.Fighters;
import io.lanista.engine.rating.Ratings;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.fighter.Fighter;
import io.lanista.ports.fighter.FighterName;
import io.lanista.ports.match.Entrant;
import io.lanista.ports.notice.Notice;
import io.lanista.ports.player.Player;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import io.lanista.ports.queue.TicketId;
import io.lanista.ports.rating.Rating;
import io.lanista.ports.series.Contender;
import io.lanista.ports.storage.Transaction;
import jakarta.inject.Inject;
import java.util.Optional;

/** Finds out who plays and with what: the newest version of a fighter, and the rating now. */
public final class Contenders {
  private final Ratings ratings;

  @Inject
  public Contenders(Ratings ratings) {
    this.ratings = ratings;
  }

  /** A side with how its opponent is shown it. */
  public record Shown(Contender contender, Notice.Opponent asOpponent) {}

  /**
   * One side of a new series.
   *
   * @param accepted whether it has accepted already
   * @throws EngineException PLAYER_NOT_FOUND or FIGHTER_NOT_FOUND
   */
  public Shown of(
      Transaction tx,
      String game,
      PlayerId id,
      FighterName name,
      String config,
      boolean accepted,
      Optional<TicketId> ticket) {
    Player player =
        tx.players()
            .find(id)
            .orElseThrow(
                () -> new EngineException(ErrorCode.PLAYER_NOT_FOUND, "There is no such player."));
    Fighter fighter = Fighters.require(tx, id, name);
    Rating rating = ratings.of(tx, game, player);
    return new Shown(
        new Contender(
            id,
            player.username(),
            name,
            fighter.number(),
            fighter.hash(),
            config,
            rating.value(),
            accepted,
            ticket,
            Optional.empty()),
        new Notice.Opponent(player.username(), rating.value(), rating.wins(), rating.losses()));
  }

  /** A player as one who joins, or is rated. */
  public static Entrant entrant(PlayerId player, Username username, Optional<String> fighter) {
    return new Entrant(
        username.text(),
        player.value().toString(),
        fighter,
        Optional.empty(),
        Optional.empty(),
        Optional.of(player));
  }
}
