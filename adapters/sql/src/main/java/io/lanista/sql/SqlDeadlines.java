package io.lanista.sql;

import io.lanista.ports.event.Subject;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.schedule.Deadlines;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deadlines in db-scheduler's table; those of this transaction are written together. */
final class SqlDeadlines implements Deadlines {
  private record Key(Subject subject, Deadline.Kind kind) {}

  private final Session session;
  private final Clock clock;
  private final Map<Key, Optional<Instant>> lastWords = new LinkedHashMap<>();

  SqlDeadlines(Session session, Clock clock) {
    this.session = session;
    this.clock = clock;
  }

  @Override
  public void set(Deadline deadline) {
    requireShare(deadline.kind());
    session.writing(DeadlineMapper.class);
    lastWords.put(new Key(deadline.subject(), deadline.kind()), Optional.of(deadline.due()));
  }

  @Override
  public void cancel(Subject subject, Deadline.Kind kind) {
    requireShare(kind);
    session.writing(DeadlineMapper.class);
    lastWords.put(new Key(subject, kind), Optional.empty());
  }

  private void requireShare(Deadline.Kind kind) {
    session.requireShare(Share.ROOMS.handles(kind), "deadlines of kind " + kind);
  }

  /** Writes the last word on every deadline, as one batch a statement. */
  void write() {
    if (lastWords.isEmpty()) {
      return;
    }
    DeadlineMapper mapper = session.writing(DeadlineMapper.class);
    // A version that no earlier row of the same deadline can have had: see "finish".
    long version = Micros.of(clock.instant());
    List<DeadlineRow> set = new ArrayList<>(lastWords.size());
    lastWords.forEach(
        (key, due) ->
            due.ifPresent(at -> set.add(DeadlineRow.of(key.subject(), key.kind(), at, version))));
    session.write(RowBatches::deadlines, set);
    List<DeadlineRow> cancelled =
        lastWords.entrySet().stream()
            .filter(word -> word.getValue().isEmpty())
            .map(word -> DeadlineRow.of(word.getKey().subject(), word.getKey().kind(), null, 0))
            .toList();
    cancelled.forEach(mapper::cancel);
    cancelled.forEach(mapper::removeIdle);
    lastWords.clear();
  }
}
