package io.lanista.ports.notice;

import io.lanista.ports.challenge.ChallengeId;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.player.Username;
import io.lanista.ports.series.Format;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Something one player is told about its own affairs (spec 3, Events to agents). Stored with the
 * change it tells of, in one transaction; the frames of live games are no notices.
 */
public sealed interface Notice {
  /** What clients call it, such as {@code match_found}. */
  String type();

  /** An opponent as it is shown when a match is found. */
  record Opponent(Username username, int elo, int wins, int losses) {
    public Opponent {
      Objects.requireNonNull(username);
    }
  }

  /** A match was found; accept it in time. */
  record MatchFound(MatchId match, Opponent opponent, Format format, Instant acceptBy)
      implements Notice {
    public MatchFound {
      Objects.requireNonNull(match);
      Objects.requireNonNull(opponent);
      Objects.requireNonNull(format);
      Objects.requireNonNull(acceptBy);
    }

    @Override
    public String type() {
      return "match_found";
    }
  }

  /**
   * Both accepted.
   *
   * @param token a one-use key for the match's live socket; a secret of this player
   */
  record MatchStarting(MatchId match, String token) implements Notice {
    public MatchStarting {
      Objects.requireNonNull(match);
      Objects.requireNonNull(token);
    }

    @Override
    public String type() {
      return "match_starting";
    }

    @Override
    public String toString() {
      return "MatchStarting[match=" + match + "]";
    }
  }

  /** A game of the match is over. */
  record GameEnd(
      MatchId match, int game, Username winner, int p1Stocks, int p2Stocks, boolean hasReplay)
      implements Notice {
    public GameEnd {
      Objects.requireNonNull(match);
      Objects.requireNonNull(winner);
    }

    @Override
    public String type() {
      return "game_end";
    }
  }

  /**
   * The match has a winner.
   *
   * @param score the winner's games, then the loser's, such as {@code 3-1}
   * @param change what was added to each player's rating; empty for training
   * @param elo each player's rating now; empty for training
   */
  record MatchEnd(
      MatchId match,
      Username winner,
      String score,
      Map<String, Integer> change,
      Map<String, Integer> elo)
      implements Notice {
    public MatchEnd {
      Objects.requireNonNull(match);
      Objects.requireNonNull(winner);
      Objects.requireNonNull(score);
      change = Map.copyOf(change);
      elo = Map.copyOf(elo);
    }

    @Override
    public String type() {
      return "match_end";
    }
  }

  /**
   * The match ended without a winner.
   *
   * @param requeued whether this player waits in the queue again
   */
  record MatchVoid(MatchId match, String reason, boolean requeued) implements Notice {
    public MatchVoid {
      Objects.requireNonNull(match);
      Objects.requireNonNull(reason);
    }

    @Override
    public String type() {
      return "match_void";
    }
  }

  /** Somebody wants to play this player. */
  record ChallengeReceived(
      ChallengeId challenge, Username from, Format format, Optional<String> message, Instant until)
      implements Notice {
    public ChallengeReceived {
      Objects.requireNonNull(challenge);
      Objects.requireNonNull(from);
      Objects.requireNonNull(format);
      Objects.requireNonNull(message);
      Objects.requireNonNull(until);
    }

    @Override
    public String type() {
      return "challenge_received";
    }
  }

  /**
   * A challenge of this player's was answered or expired.
   *
   * @param status {@code accepted}, {@code declined} or {@code expired}
   */
  record ChallengeAnswered(
      ChallengeId challenge, Username by, String status, Optional<MatchId> match)
      implements Notice {
    public ChallengeAnswered {
      Objects.requireNonNull(challenge);
      Objects.requireNonNull(by);
      Objects.requireNonNull(status);
      Objects.requireNonNull(match);
    }

    @Override
    public String type() {
      return "challenge_answered";
    }
  }
}
