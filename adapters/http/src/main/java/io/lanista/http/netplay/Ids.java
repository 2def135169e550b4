package io.lanista.http.netplay;

import io.lanista.ports.challenge.ChallengeId;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.fighter.FighterName;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.player.Username;
import io.lanista.ports.queue.TicketId;
import io.lanista.ports.room.RoomId;
import java.util.Optional;
import java.util.UUID;

/** Reads ids from outside. A malformed id is an unknown id (spec 1, Conventions). */
public final class Ids {
  /** No ticket ever has this id: real ones are random. Looking it up answers "unknown". */
  private static final TicketId NOBODY = new TicketId(new UUID(0, 0));

  private Ids() {}

  /**
   * Reads a match's id.
   *
   * @throws EngineException MATCH_NOT_FOUND if it cannot be one
   */
  public static MatchId match(String text) {
    return uuid(text)
        .map(MatchId::new)
        .orElseThrow(
            () ->
                new EngineException(ErrorCode.MATCH_NOT_FOUND, "There is no match with this id."));
  }

  /** Reads a ticket's id; one that is malformed reads as one that nobody has. */
  public static TicketId ticket(String text) {
    return uuid(text).map(TicketId::new).orElse(NOBODY);
  }

  /**
   * Reads a room's id.
   *
   * @throws EngineException ROOM_NOT_FOUND if it cannot be one
   */
  public static RoomId room(String text) {
    return uuid(text)
        .map(RoomId::new)
        .orElseThrow(
            () -> new EngineException(ErrorCode.ROOM_NOT_FOUND, "There is no room with this id."));
  }

  /**
   * Reads a challenge's id.
   *
   * @throws EngineException CHALLENGE_NOT_FOUND if it cannot be one
   */
  public static ChallengeId challenge(String text) {
    return uuid(text)
        .map(ChallengeId::new)
        .orElseThrow(
            () ->
                new EngineException(
                    ErrorCode.CHALLENGE_NOT_FOUND, "There is no challenge with this id for you."));
  }

  /**
   * Reads a username from a path.
   *
   * @throws EngineException PLAYER_NOT_FOUND if nobody can have it
   */
  public static Username username(String text) {
    try {
      return new Username(text);
    } catch (EngineException malformed) {
      throw new EngineException(ErrorCode.PLAYER_NOT_FOUND, "There is no player of this name.");
    }
  }

  /**
   * Reads a fighter's name from a path.
   *
   * @throws EngineException FIGHTER_NOT_FOUND if it cannot be one
   */
  public static FighterName fighter(String text) {
    try {
      return new FighterName(text);
    } catch (EngineException malformed) {
      throw new EngineException(ErrorCode.FIGHTER_NOT_FOUND, "There is no fighter of this name.");
    }
  }

  /**
   * Reads a game's number.
   *
   * @throws EngineException GAME_NOT_FOUND if it cannot be one
   */
  public static int game(String text) {
    if (!text.matches("[1-9][0-9]{0,2}")) {
      throw new EngineException(
          ErrorCode.GAME_NOT_FOUND, "The match has no game of this number; they count from 1.");
    }
    return Integer.parseInt(text);
  }

  private static Optional<UUID> uuid(String text) {
    if (text.length() != 36) {
      return Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
