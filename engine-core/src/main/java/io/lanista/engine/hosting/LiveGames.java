package io.lanista.engine.hosting;

import io.lanista.engine.stream.Senders;
import io.lanista.engine.stream.Viewer;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.MatchId;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Shows the games that are played here, while they are played: every frame is encoded once and
 * offered to all who watch; a viewer who is too slow misses frames. In memory only. Thread-safe.
 */
public final class LiveGames implements AutoCloseable {
  private final HostingSettings settings;
  private final Ticks ticks;
  private final Map<MatchId, LiveSeries> shown = new ConcurrentHashMap<>();
  private final Senders senders = new Senders("hosted-sender");

  @Inject
  public LiveGames(HostingSettings settings) {
    this(settings, Ticks.SYSTEM);
  }

  LiveGames(HostingSettings settings, Ticks ticks) {
    this.settings = settings;
    this.ticks = ticks;
  }

  /**
   * Lets someone watch a match that is played here or waits for its place. Every message is one
   * JSON object: {@code game_start}, {@code game_state} for frames, {@code game_end}, {@code
   * match_end}; who comes during a game gets its start first.
   *
   * @param hz how many states a second, at most, from 1; 0 for every frame
   * @return closes the watching; to be called when the viewer is gone
   * @throws EngineException MATCH_FINISHED if it is not played here (any more), BUSY if as many
   *     watch as may, INVALID_REQUEST for a rate that is none
   */
  public Runnable watch(MatchId match, int hz, Viewer viewer) {
    if (hz < 0 || hz > LiveSeries.MOST_HZ) {
      throw EngineException.query(
          ErrorCode.INVALID_REQUEST,
          "state_hz",
          "state_hz is 1 to " + LiveSeries.MOST_HZ + "; leave it out for every frame.");
    }
    return Optional.ofNullable(shown.get(match))
        .orElseThrow(
            () ->
                new EngineException(
                    ErrorCode.MATCH_FINISHED,
                    "This match is not being played; nothing is shown of it."))
        .join(hz, viewer);
  }

  /** The matches that can be watched now. */
  public List<MatchId> live() {
    return shown.keySet().stream().sorted(Comparator.comparing(MatchId::toString)).toList();
  }

  /** How many watch a match. */
  public int viewers(MatchId match) {
    return Optional.ofNullable(shown.get(match)).map(LiveSeries::viewers).orElse(0);
  }

  /** From now on a match can be watched. */
  LiveSeries open(MatchId match) {
    return shown.computeIfAbsent(
        match, id -> new LiveSeries(id, settings.maxViewers(), senders, ticks));
  }

  /** A match is over here: its viewers are sent away. */
  void end(MatchId match) {
    Optional.ofNullable(shown.remove(match)).ifPresent(LiveSeries::dismiss);
  }

  /** Sends all viewers away and stops the threads. */
  @Override
  public void close() {
    live().forEach(this::end);
    senders.stopTaking();
  }
}
