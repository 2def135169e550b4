package io.lanista.engine.stream;

import io.lanista.engine.match.MatchAccess;
import io.lanista.engine.match.MatchEnded;
import io.lanista.engine.match.Presence;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.MatchStatus;
import io.lanista.ports.storage.Storage;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Shows live games: what one uploader sends of a match reaches all its viewers. In memory only; the
 * database is asked once, when a match's first uploader or viewer comes. Thread-safe.
 */
public final class Streams implements MatchEnded, AutoCloseable {
  private final Storage storage;
  private final Presence presence;
  private final StreamSettings settings;
  private final Clock clock;
  private final Map<MatchId, LiveStream> streams = new ConcurrentHashMap<>();
  private final Senders senders = new Senders("stream-sender");
  private final ScheduledExecutorService timer;

  @Inject
  public Streams(Storage storage, Presence presence, StreamSettings settings, Clock clock) {
    this(
        storage,
        presence,
        settings,
        clock,
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "stream-linger");
              thread.setDaemon(true);
              return thread;
            }));
  }

  /**
   * Makes streams with a timer of the caller's.
   *
   * @param timer drops what has lingered; shut down by {@link #close}
   */
  public Streams(
      Storage storage,
      Presence presence,
      StreamSettings settings,
      Clock clock,
      ScheduledExecutorService timer) {
    this.storage = storage;
    this.presence = presence;
    this.settings = settings;
    this.clock = clock;
    this.timer = timer;
  }

  /** Whether {@link #publish} would answer without a look at the database. */
  public boolean isReady(MatchId match, Uploader who) {
    return streams.containsKey(match)
        && who.ticket().map(ticket -> presence.hasTicket(match, ticket)).orElse(true);
  }

  /**
   * Sends items to everyone who watches a match.
   *
   * @return how many items were new to the stream; late and repeated frames are not
   * @throws EngineException MATCH_NOT_FOUND, MATCH_FINISHED, UPLOAD_FORBIDDEN or UPLOADER_CONFLICT
   */
  public int publish(MatchId match, Uploader who, List<LiveItem> items) {
    LiveStream stream = open(match);
    try {
      return publish(match, stream, who, items);
    } finally {
      if (stream.isConcluded()) {
        // Whatever was remembered of the match since it ended.
        presence.forget(match);
      }
    }
  }

  private int publish(MatchId match, LiveStream stream, Uploader who, List<LiveItem> items) {
    boolean proven = check(match, stream, who);
    if (stream.isOver() || (stream.isConcluded() && !items.stream().allMatch(LiveItem::isEnd))) {
      throw finished();
    }
    stream.claim(who, proven, clock.instant());
    if (!stream.isConcluded()) {
      presence.alive(match);
    }
    int sent = stream.publish(items);
    if (stream.isOver()) {
      dropLater(match, stream);
    }
    return sent;
  }

  /**
   * Lets someone watch a match that is being played.
   *
   * @return closes the watching; to be called when the viewer is gone
   * @throws EngineException MATCH_NOT_FOUND, MATCH_FINISHED or BUSY
   */
  public Runnable watch(MatchId match, Viewer viewer) {
    LiveStream stream = open(match);
    stream.join(viewer);
    // An abandoned stream stays until the match ends: the next uploader may hold it already.
    return () -> stream.leave(viewer);
  }

  /** Whether {@link #watch} would answer without a look at the database. */
  public boolean isShown(MatchId match) {
    return streams.containsKey(match);
  }

  /** How many watch a match. */
  public int viewers(MatchId match) {
    return Optional.ofNullable(streams.get(match)).map(LiveStream::viewers).orElse(0);
  }

  /** The matches that are shown now. */
  public List<MatchId> live() {
    return streams.entrySet().stream()
        .filter(e -> e.getValue().isLive())
        .map(Map.Entry::getKey)
        .sorted(Comparator.comparing(MatchId::toString))
        .toList();
  }

  @Override
  public void ended(MatchId match) {
    LiveStream stream = streams.get(match);
    if (stream != null) {
      // The uploader's own end of the stream may still be on its way: it has until then.
      stream.conclude();
      afterLinger(
          () -> {
            stream.finish();
            streams.remove(match, stream);
          });
    }
  }

  private void dropLater(MatchId match, LiveStream stream) {
    afterLinger(() -> streams.remove(match, stream));
  }

  private void afterLinger(Runnable task) {
    try {
      timer.schedule(task, settings.linger().toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      // The process is stopping, and this state goes with it.
      task.run();
    }
  }

  private LiveStream open(MatchId id) {
    LiveStream known = streams.get(id);
    if (known != null) {
      return known;
    }
    requirePlaying(id);
    LiveStream stream = streams.computeIfAbsent(id, m -> new LiveStream(settings, senders));
    presence.exists(id);
    try {
      // Again, because the match may have ended before its stream could be told.
      requirePlaying(id);
    } catch (EngineException refused) {
      // If storage did not answer, the stream stays: others may watch it already.
      if (refused.code() != ErrorCode.STORAGE_UNAVAILABLE) {
        streams.remove(id, stream);
      }
      throw refused;
    }
    return stream;
  }

  private void requirePlaying(MatchId id) {
    Match match = storage.read(tx -> MatchAccess.require(tx, id));
    if (match.status() != MatchStatus.PLAYING) {
      throw finished();
    }
  }

  /** Whether the uploader has proven that it plays this match. */
  private boolean check(MatchId match, LiveStream stream, Uploader who) {
    if (who.ticket().isPresent()) {
      // Remembered with the address, so that the next batch needs no look at the database.
      if (!presence.hasTicket(match, who.ticket().get())) {
        storage.read(tx -> MatchAccess.side(tx, match, who.ticket().get()));
        presence.holdsTicket(match, who.ticket().get());
      }
      return true;
    }
    boolean allowed =
        switch (settings.upload()) {
          case OPEN -> true;
          case TICKET -> false;
          case POLLED_ADDRESS ->
              // Whoever uploaded so far may also upload the end, after the match is forgotten.
              presence.wasSeenFrom(match, who.address()) || stream.isHeldFrom(who.address());
        };
    if (!allowed) {
      throw new EngineException(
          ErrorCode.UPLOAD_FORBIDDEN,
          settings.upload() == StreamSettings.UploadRule.TICKET
              ? "Only the match's own agents may upload: add ?queue_id=<your queue_id>."
              : "Uploads are taken from an address that polled one of the match's queue entries;"
                  + " poll GET /queue/<queue_id> once from here, or add ?queue_id=<your"
                  + " queue_id>.");
    }
    return false;
  }

  private static EngineException finished() {
    return new EngineException(
        ErrorCode.MATCH_FINISHED, "This match is no longer being played; nothing is shown of it.");
  }

  /** Stops the threads. Viewers are sent away by the server that holds their sockets. */
  @Override
  public void close() {
    timer.shutdownNow();
    senders.close();
  }
}
