package io.lanista.engine.replay;

import io.lanista.engine.match.MatchAccess;
import io.lanista.engine.match.MatchDisputes;
import io.lanista.engine.match.Runners;
import io.lanista.engine.plugin.Lease;
import io.lanista.engine.plugin.Registry;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.match.CoordinatedGame;
import io.lanista.ports.match.Decision;
import io.lanista.ports.match.GameRunner;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.queue.TicketId;
import io.lanista.ports.replay.InvalidReplayException;
import io.lanista.ports.replay.Recording;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.replay.ReplayStore;
import io.lanista.ports.replay.StoredReplay;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.storage.Storage;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes recordings of matches: as evidence in a dispute, and as the replay hash of the signed
 * result (spec 1, "Replays settle disputes"). Thread-safe.
 */
public final class ReplayIntake {
  private static final System.Logger LOG = System.getLogger(ReplayIntake.class.getName());

  /** Netplay matches are one game; series come with hosted matches. */
  private static final int GAME = 1;

  private final Uploads uploads = new Uploads();
  private final Storage storage;
  private final ReplayStore store;
  private final Registry<GameRunner> runners;
  private final MatchDisputes disputes;
  private final ReplaySettings settings;
  private final Clock clock;

  @Inject
  public ReplayIntake(
      Storage storage,
      ReplayStore store,
      Registry<GameRunner> runners,
      MatchDisputes disputes,
      ReplaySettings settings,
      Clock clock) {
    this.storage = storage;
    this.store = store;
    this.runners = runners;
    this.disputes = disputes;
    this.settings = settings;
    this.clock = clock;
  }

  /** What became of an upload. */
  public record Accepted(StoredReplay replay, Match match) {}

  private record Known(MatchAccess.Seat seat, Optional<StoredReplay> seen) {}

  private record Evidence(Optional<Decision> decision) {}

  /**
   * Takes a recording from one side of a match that has no result yet. The same bytes again, for
   * the same match, change nothing.
   *
   * @throws EngineException MATCH_NOT_FOUND, NOT_YOUR_MATCH, MATCH_FINISHED, TOO_LARGE,
   *     INVALID_REPLAY with what is wrong with it, REPLAY_SEEN, PLUGIN_FAILED or
   *     STORAGE_UNAVAILABLE
   */
  public Accepted upload(MatchId id, TicketId ticket, byte[] recording) {
    if (recording.length > settings.maxBytes()) {
      throw new EngineException(
          ErrorCode.TOO_LARGE,
          "A recording has at most " + settings.maxBytes() + " bytes; this one is larger.");
    }
    ReplayHash hash = hash(recording);
    Known known =
        storage.read(
            tx -> {
              Match match = MatchAccess.require(tx, id);
              return new Known(
                  new MatchAccess.Seat(match, MatchAccess.side(tx, id, ticket)),
                  tx.replays().find(hash));
            });
    if (known.seen().isPresent()) {
      Accepted repeated = repeated(known.seen().get(), known.seat().match());
      disputes.announce(repeated.match());
      return repeated;
    }
    refuseIfFinal(known.seat().match());
    Evidence evidence = examine(known.seat().match(), recording);
    Uploads.Upload upload = new Uploads.Upload(id, hash);
    uploads.begin(upload);
    try {
      keep(id, recording);
      return record(known.seat(), hash, recording.length, evidence);
    } catch (RuntimeException refused) {
      discardUnlessRecorded(upload);
      throw refused;
    } finally {
      uploads.end(upload);
    }
  }

  /** Takes back a file that no row names: the match ended meanwhile, or the row was refused. */
  private void discardUnlessRecorded(Uploads.Upload upload) {
    MatchId id = upload.match();
    int begun = uploads.begun(upload);
    try {
      // Writing, for the lock: it waits for a commit that is still under way though its answer was
      // lost. What is not there then never will be.
      boolean recorded =
          storage.transact(
              tx -> {
                MatchAccess.requireLocked(tx, id);
                return tx.replays()
                    .find(upload.hash())
                    .filter(r -> r.match().equals(id))
                    .isPresent();
              });
      if (!recorded) {
        uploads.takeBack(upload, begun, () -> store.delete(id, GAME, upload.hash()));
      }
    } catch (RuntimeException | IOException unknown) {
      LOG.log(
          Level.DEBUG,
          "A recording of match {0} stays without a row, until the upload is repeated: {1}",
          id,
          unknown.getMessage());
    }
  }

  /** Every recording accepted for a match, in the order of upload. */
  public List<StoredReplay> of(MatchId match) {
    return storage.read(tx -> tx.replays().of(match));
  }

  private Accepted record(MatchAccess.Seat seat, ReplayHash hash, int bytes, Evidence evidence) {
    MatchId id = seat.match().id();
    Accepted accepted =
        storage.transact(
            tx -> {
              Match match = MatchAccess.requireLocked(tx, id);
              Optional<StoredReplay> seen = tx.replays().find(hash);
              if (seen.isPresent()) {
                return repeated(seen.get(), match);
              }
              refuseIfFinal(match);
              Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
              StoredReplay replay =
                  new StoredReplay(id, GAME, hash, bytes, seat.side(), evidence.decision(), now);
              tx.replays().insert(replay);
              tx.emit(new DomainEvent.ReplayAccepted(id, hash, seat.side(), now));
              return new Accepted(replay, disputes.reconsider(tx, match, now));
            });
    disputes.announce(accepted.match());
    return accepted;
  }

  private Accepted repeated(StoredReplay seen, Match match) {
    if (seen.match().equals(match.id())) {
      return new Accepted(seen, match);
    }
    throw new EngineException(
        ErrorCode.REPLAY_SEEN,
        "This recording was uploaded before, for another match; a recording counts once.");
  }

  private static void refuseIfFinal(Match match) {
    if (match.status().isFinal()) {
      throw new EngineException(
          ErrorCode.MATCH_FINISHED, "This match is over; it takes no more recordings.");
    }
  }

  private Evidence examine(Match match, byte[] bytes) {
    try (Lease<GameRunner> lease = runners.lease(match.runner())) {
      return lease.<Evidence, InvalidReplayException>call(
          "replays.read",
          runner -> {
            CoordinatedGame game = Runners.coordinated(runner);
            Recording recording = game.replays().read(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
            checkStart(match, recording);
            return new Evidence(decide(match, game, recording));
          });
    } catch (InvalidReplayException invalid) {
      throw refused(invalid.getMessage());
    }
  }

  private void checkStart(Match match, Recording recording) {
    if (!settings.checkStart()) {
      return;
    }
    Instant earliest = match.createdAt().minus(settings.clockAllowance());
    Instant started =
        recording
            .startedAt()
            .orElseThrow(() -> refused("The recording does not say when it was started."));
    if (started.isBefore(earliest)) {
      throw refused(
          "The recording was started at "
              + started
              + ", before this match was made ("
              + match.createdAt()
              + ").");
    }
  }

  private static Optional<Decision> decide(Match match, CoordinatedGame game, Recording recording) {
    if (recording.players().size() != 2
        || !shown(game, recording).equals(Set.of(match.p1().agentKey(), match.p2().agentKey()))) {
      throw refused("The recording does not show the two connect codes of this match.");
    }
    return switch (recording.verdict()) {
      case WON -> Optional.of(decision(match, game, recording));
      case DRAW -> Optional.empty();
      case UNRESOLVED ->
          throw refused("The recording does not show who won: " + recording.reason());
    };
  }

  private static Set<String> shown(CoordinatedGame game, Recording recording) {
    try {
      return recording.players().stream()
          .map(Recording.RecordedPlayer::connectCode)
          .map(game::agentKey)
          .collect(Collectors.toSet());
    } catch (EngineException noConnectCode) {
      return Set.of();
    }
  }

  private static Decision decision(Match match, CoordinatedGame game, Recording recording) {
    Recording.RecordedPlayer first = recording.players().get(0);
    Recording.RecordedPlayer second = recording.players().get(1);
    Recording.RecordedPlayer winner = first.winner() ? first : second;
    Recording.RecordedPlayer loser = first.winner() ? second : first;
    Side side =
        game.agentKey(winner.connectCode()).equals(match.p1().agentKey()) ? Side.P1 : Side.P2;
    return new Decision(side, winner.score(), loser.score(), false);
  }

  private void keep(MatchId id, byte[] recording) {
    try {
      store.put(id, GAME, ByteBuffer.wrap(recording).asReadOnlyBuffer());
    } catch (IOException failed) {
      LOG.log(
          Level.ERROR, "A recording of match {0} could not be kept: {1}", id, failed.toString());
      throw new EngineException(
          ErrorCode.STORAGE_UNAVAILABLE,
          "The recording could not be kept; the operator's log says why. Try again later.",
          failed);
    }
  }

  private static EngineException refused(String why) {
    return new EngineException(ErrorCode.INVALID_REPLAY, why);
  }

  private static ReplayHash hash(byte[] recording) {
    try {
      return new ReplayHash(Bytes32.of(MessageDigest.getInstance("SHA-256").digest(recording)));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
