package io.lanista.ports.event;

import io.lanista.ports.match.Decision;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Outcome;
import io.lanista.ports.match.Side;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.rating.RatingChange;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.wager.WagerStatus;
import java.time.Instant;

/**
 * Something that happened and was committed. Holds no secrets: events leave the engine. Frames of
 * live games are not events.
 */
public sealed interface DomainEvent {
  Subject subject();

  Instant at();

  /** Two agents were paired. */
  record MatchMade(MatchId match, QueueName queue, String p1Code, String p2Code, Instant at)
      implements DomainEvent {
    @Override
    public Subject subject() {
      return Subject.match(match);
    }
  }

  /** A side reported, for the first time. */
  record ReportReceived(MatchId match, Side side, Outcome outcome, Instant at)
      implements DomainEvent {
    @Override
    public Subject subject() {
      return Subject.match(match);
    }
  }

  /** A match got its canonical result, and ratings changed with it. */
  record MatchCompleted(
      MatchId match,
      String game,
      Decision decision,
      RatingChange p1Rating,
      RatingChange p2Rating,
      Instant at)
      implements DomainEvent {
    @Override
    public Subject subject() {
      return Subject.match(match);
    }
  }

  /** Two reports contradict each other: the match waits for a recording or an operator. */
  record MatchDisputed(MatchId match, String reason, Instant at) implements DomainEvent {
    @Override
    public Subject subject() {
      return Subject.match(match);
    }
  }

  /** A match ended without a result. */
  record MatchExpired(MatchId match, String reason, Instant at) implements DomainEvent {
    @Override
    public Subject subject() {
      return Subject.match(match);
    }
  }

  /** A recording of a match was taken: it shows its players, and its hash is new. */
  record ReplayAccepted(MatchId match, ReplayHash hash, Side uploader, Instant at)
      implements DomainEvent {
    @Override
    public Subject subject() {
      return Subject.match(match);
    }
  }

  /** A side's signature was verified and stored. */
  record SignatureAccepted(MatchId match, Side side, Instant at) implements DomainEvent {
    @Override
    public Subject subject() {
      return Subject.match(match);
    }
  }

  /** Both sides' signatures are there: the result can be recorded by anyone. */
  record ResultSigned(MatchId match, Instant at) implements DomainEvent {
    @Override
    public Subject subject() {
      return Subject.match(match);
    }
  }

  /** A wager was proposed, or its status changed. */
  record WagerChanged(MatchId match, WagerStatus status, Instant at) implements DomainEvent {
    @Override
    public Subject subject() {
      return Subject.match(match);
    }
  }

  /** Two players of the hosted arena were paired, and have to accept. */
  record SeriesOffered(MatchId match, QueueName queue, String p1, String p2, Instant at)
      implements DomainEvent {
    @Override
    public Subject subject() {
      return Subject.match(match);
    }
  }

  /** Both accepted a series: it waits for a place to be played in. */
  record SeriesStarted(MatchId match, QueueName queue, String p1, String p2, Instant at)
      implements DomainEvent {
    @Override
    public Subject subject() {
      return Subject.match(match);
    }
  }

  /**
   * A series has a winner.
   *
   * @param p1Wins games won
   * @param rated whether ratings changed with it
   */
  record SeriesCompleted(
      MatchId match,
      String game,
      String p1,
      String p2,
      Side winner,
      int p1Wins,
      int p2Wins,
      boolean rated,
      Instant at)
      implements DomainEvent {
    @Override
    public Subject subject() {
      return Subject.match(match);
    }
  }

  /** A series ended without a winner. */
  record SeriesVoided(MatchId match, String reason, Instant at) implements DomainEvent {
    @Override
    public Subject subject() {
      return Subject.match(match);
    }
  }

  /** A player registered. */
  record PlayerRegistered(PlayerId player, String username, Instant at) implements DomainEvent {
    @Override
    public Subject subject() {
      return Subject.player(player);
    }
  }
}
