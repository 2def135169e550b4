package io.lanista.engine.schedule;

import io.lanista.engine.replay.ExpiredRecordings;
import io.lanista.ports.event.Subject;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.storage.Storage;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Removes what is kept for a while only. Thread-safe. */
public final class Retention {
  /** How long players' notices are kept. */
  public static final Duration NOTICES = Duration.ofDays(7);

  private static final Subject OF_NOTICES = new Subject("retention", "notices");

  /** Soon, so that an engine that is restarted every hour looks too. */
  private static final Duration FIRST = Duration.ofMinutes(1);

  private static final Duration PAUSE = Duration.ofHours(1);
  private static final Duration NEXT_PORTION = Duration.ofSeconds(1);

  private final Storage storage;
  private final ExpiredRecordings recordings;
  private final Clock clock;

  @Inject
  public Retention(Storage storage, ExpiredRecordings recordings, Clock clock) {
    this.storage = storage;
    this.recordings = recordings;
    this.clock = clock;
  }

  /** Sees to it that old things are looked for; to be called when an engine starts. */
  public void start() {
    storage.transact(
        tx -> {
          tx.deadlines()
              .set(new Deadline(OF_NOTICES, Deadline.Kind.RETENTION, clock.instant().plus(FIRST)));
          return null;
        });
    recordings.start();
  }

  /** Removes a portion; answers when to be called again. */
  Optional<Instant> due(Deadline deadline) {
    if (deadline.subject().equals(ExpiredRecordings.SUBJECT)) {
      return recordings.due();
    }
    if (!deadline.subject().equals(OF_NOTICES)) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    int removed = storage.transact(tx -> tx.notices().prune(now.minus(NOTICES)));
    return Optional.of(now.plus(removed > 0 ? NEXT_PORTION : PAUSE));
  }
}
