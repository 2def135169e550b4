package io.lanista.client;

import io.lanista.client.AgentMemory.Progress;
import java.util.Map;
import java.util.Optional;

/**
 * Plays one match from the queue to the signature. If the process ends anywhere on the way, the
 * next call with the same memory goes on from there: it does not queue twice, and it reports what
 * it reported.
 */
public final class Agent {
  private static final String P1 = "p1";

  private final ArenaClient arena;
  private final AgentConfig config;
  private final Game game;
  private final AgentMemory memory;

  private Agent(ArenaClient arena, AgentConfig config, Game game) {
    this.arena = arena;
    this.config = config;
    this.game = game;
    this.memory = new AgentMemory(config.memory());
  }

  /**
   * What became of it.
   *
   * @param place how the queue ended; {@code waiting} if nobody came in time
   * @param match empty without an opponent; may still be playing or disputed if the time for the
   *     result ran out, and the next call then goes on waiting for it
   * @param signatures present if this call signed
   */
  public record Played(
      QueueStatus place, Optional<MatchView> match, Optional<Signatures> signatures) {}

  /**
   * Plays a match, or goes on with the one in the memory.
   *
   * @throws ArenaException if the arena refuses or stays away; the memory is kept, so that the call
   *     can be repeated
   */
  public static Played play(ArenaClient arena, AgentConfig config, Game game) {
    return new Agent(arena, config, game).play();
  }

  private Played play() {
    Progress progress = memory.read().orElseGet(Progress::fresh);
    Optional<QueueStatus> standing = standing(progress);
    if (progress.queueId().isPresent() && standing.isEmpty()) {
      // That entry is over, or the arena has forgotten it: this is a new beginning.
      progress = Progress.fresh();
    }
    if (standing.isEmpty()) {
      memory.write(progress);
    }
    QueueStatus place = standing.isPresent() ? standing.get() : join(progress);
    progress = progress.joined(place.queueId());
    memory.write(progress);
    if (place.isWaiting()) {
      place = arena.await(place.queueId(), config.queueTime());
    }
    return place.isMatched() ? matched(progress, place) : unmatched(progress, place);
  }

  private QueueStatus join(Progress progress) {
    return arena.join(config.join(), progress.joinKey());
  }

  /** The noted entry, if it still counts. */
  private Optional<QueueStatus> standing(Progress progress) {
    if (progress.queueId().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(arena.status(progress.queueId().get()))
          .filter(place -> place.isWaiting() || place.isMatched());
    } catch (ArenaException unknown) {
      if (unknown.status() == 404) {
        return Optional.empty();
      }
      throw unknown;
    }
  }

  private Played unmatched(Progress progress, QueueStatus place) {
    if (place.isWaiting() && !arena.leave(place.queueId())) {
      QueueStatus last = arena.status(place.queueId());
      if (last.isMatched()) {
        // Matched in the last moment: the opponent is counting on it.
        return matched(progress, last);
      }
    }
    memory.forget();
    return new Played(place, Optional.empty(), Optional.empty());
  }

  private Played matched(Progress before, QueueStatus place) {
    String matchId = place.matchId().orElseThrow();
    boolean resumed = before.matchId().equals(Optional.of(matchId));
    Progress progress = before.matched(matchId);
    memory.write(progress);
    MatchView match = arena.match(matchId);
    if (match.isPlaying()) {
      if (progress.report().isEmpty()) {
        progress = progress.played(report(match, place, resumed));
        memory.write(progress);
      }
      tell(matchId, place.queueId(), progress.report().orElseThrow());
      match = arena.awaitResult(matchId, config.resultTime());
    } else if (match.isDisputed()) {
      match = arena.awaitResult(matchId, config.resultTime());
    }
    Optional<Signatures> signatures = match.isCompleted() ? sign(match) : Optional.empty();
    if (!match.isPlaying() && !match.isDisputed()) {
      memory.forget();
    }
    return new Played(place, Optional.of(match), signatures);
  }

  private Report report(MatchView match, QueueStatus place, boolean resumed) {
    String side =
        match.p1ConnectCode().filter(config.join().connectCode()::equalsIgnoreCase).isPresent()
            ? P1
            : "p2";
    try {
      return game.play(
          new Assignment(
              arena, match.id(), place.queueId(), side, place.opponentCode().orElse(""), resumed));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw ArenaException.unanswered("play", "interrupted", interrupted);
    } catch (Exception failed) {
      System.getLogger(Agent.class.getName())
          .log(System.Logger.Level.WARNING, "The game failed; it is reported as an error.", failed);
      return Report.error();
    }
  }

  private void tell(String matchId, String queueId, Report report) {
    try {
      arena.report(matchId, queueId, report);
    } catch (ArenaException refused) {
      // The match may have ended meanwhile: expired, or decided by a replay or an operator.
      if (refused.status() != 409 || arena.match(matchId).isPlaying()) {
        throw refused;
      }
    }
  }

  private Optional<Signatures> sign(MatchView match) {
    if (config.signer().isEmpty()
        || match.winnerWallet().isEmpty()
        || match.loserWallet().isEmpty()) {
      return Optional.empty();
    }
    Signer signer = config.signer().get();
    if (!isSide(signer, match.winnerWallet()) && !isSide(signer, match.loserWallet())) {
      return Optional.empty();
    }
    Map<String, Object> document = arena.typedData(match.id());
    requireSame(match, document);
    return Optional.of(arena.sign(match.id(), signer.address(), signer.sign(document)));
  }

  private static boolean isSide(Signer signer, Optional<String> wallet) {
    return wallet.filter(signer.address()::equalsIgnoreCase).isPresent();
  }

  /** A signature proves a result to others, so it is given only for the result that was shown. */
  private static void requireSame(MatchView match, Map<String, Object> document) {
    boolean same =
        document.get("message") instanceof Map<?, ?> message
            && same(match.winnerWallet(), message.get("winner"))
            && same(match.loserWallet(), message.get("loser"))
            && same(match.winnerScore(), message.get("winnerScore"))
            && same(match.loserScore(), message.get("loserScore"))
            && same(match.resultTimestamp(), message.get("timestamp"));
    if (!same) {
      throw ArenaException.unanswered(
          "sign the result", "the document to sign does not say what the match says", null);
    }
  }

  private static boolean same(Optional<?> shown, Object signed) {
    return shown.map(Object::toString).filter(String.valueOf(signed)::equalsIgnoreCase).isPresent();
  }
}
