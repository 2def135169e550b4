package io.lanista.engine.replay;

import io.lanista.ports.event.Subject;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.replay.ReplayStore;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.storage.Storage;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Removes recordings of matches and series that ended long ago, a portion at a time. What they
 * showed stays known, and that they were removed. Thread-safe.
 *
 * <p>The files go first and the note follows: after a crash in between, files that are gone are
 * removed once more, which changes nothing. The other way round they could stay for ever.
 */
public final class ExpiredRecordings {
  /** What the deadline of this is set for. */
  public static final Subject SUBJECT = new Subject("retention", "recordings");

  /** So many matches at a time: a portion is soon done, also on a store that is far away. */
  static final int PORTION = 50;

  private static final System.Logger LOG = System.getLogger(ExpiredRecordings.class.getName());
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofHours(1);
  private static final Duration NEXT_PORTION = Duration.ofSeconds(1);

  private final Storage storage;
  private final ReplayStore store;
  private final Keep keep;
  private final Clock clock;

  /**
   * How long recordings are kept.
   *
   * @param after the end of their match; zero for ever
   */
  public record Keep(Duration after) {
    public Keep {
      if (after.isNegative()) {
        throw new IllegalArgumentException("Recordings are kept for a while, or 0 for ever.");
      }
    }
  }

  @Inject
  public ExpiredRecordings(Storage storage, ReplayStore store, Keep keep, Clock clock) {
    this.storage = storage;
    this.store = store;
    this.keep = keep;
    this.clock = clock;
  }

  /** Sees to it that old recordings are looked for; to be called when an engine starts. */
  public void start() {
    storage.transact(
        tx -> {
          if (keep.after().isZero()) {
            tx.deadlines().cancel(SUBJECT, Deadline.Kind.RETENTION);
          } else {
            Instant soon = clock.instant().plus(FIRST);
            tx.deadlines().set(new Deadline(SUBJECT, Deadline.Kind.RETENTION, soon));
          }
          return null;
        });
  }

  /** Removes a portion; answers when to be called again. */
  public Optional<Instant> due() {
    if (keep.after().isZero()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    List<MatchId> old = storage.read(tx -> tx.replays().kept(now.minus(keep.after()), PORTION));
    List<MatchId> removed = remove(old);
    if (!removed.isEmpty()) {
      storage.transact(
          tx -> {
            tx.replays().markRemoved(removed, now);
            return null;
          });
      LOG.log(
          Level.INFO,
          "Removed the recordings of {0} matches that ended more than {1} ago.",
          removed.size(),
          keep.after());
    }
    // A portion may be a small one although there are more, and one that fails holds up no others.
    return Optional.of(now.plus(removed.isEmpty() ? PAUSE : NEXT_PORTION));
  }

  private List<MatchId> remove(List<MatchId> old) {
    List<MatchId> removed = new ArrayList<>();
    for (MatchId match : old) {
      try {
        store.delete(match);
        removed.add(match);
      } catch (IOException failed) {
        LOG.log(
            Level.WARNING,
            "Old recordings of match {0} could not be removed, and are tried again later: {1}",
            match,
            failed.getMessage());
      }
    }
    return removed;
  }
}
