package io.lanista.sql;

import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.storage.PollStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Polls in tables. */
final class SqlPolls implements PollStore {
  /** So often a poll may go to somebody else before this one gives up until it is asked again. */
  private static final int ATTEMPTS = 64;

  private final Session session;

  SqlPolls(Session session) {
    this.session = session;
  }

  @Override
  public Instant reserve(String judge, Instant now, Duration spacing) {
    PollMapper mapper = session.writing(PollMapper.class);
    Instant slot = whole(now);
    Optional<Instant> free = mapper.lockSlot(judge);
    if (free.isPresent() && free.get().isAfter(slot)) {
      slot = free.get();
    }
    Instant next = whole(slot.plus(spacing));
    if (free.isPresent()) {
      mapper.moveSlot(judge, next);
    } else {
      mapper.insertSlot(judge, next);
    }
    session.send();
    return slot;
  }

  /** The first microsecond that is not before. */
  private static Instant whole(Instant at) {
    Instant cut = at.truncatedTo(ChronoUnit.MICROS);
    return cut.equals(at) ? at : cut.plus(1, ChronoUnit.MICROS);
  }

  @Override
  public Optional<Pause> pause(String judge) {
    return session.reading(PollMapper.class).pause(judge).map(PauseRow::pause);
  }

  @Override
  public void pause(String judge, Optional<Pause> pause) {
    PollMapper mapper = session.writing(PollMapper.class);
    pause.ifPresentOrElse(
        kept -> mapper.putPause(PauseRow.of(judge, kept)), () -> mapper.removePause(judge));
  }

  @Override
  public void watch(String judge, JudgeAccount account, Instant due) {
    session.writing(PollMapper.class).watch(judge, account, due);
  }

  @Override
  public void watchAnew(String judge, JudgeAccount account, Instant due) {
    session.writing(PollMapper.class).watchAnew(judge, account, due);
  }

  @Override
  public void unwatch(String judge, JudgeAccount account) {
    PollMapper mapper = session.writing(PollMapper.class);
    // A room that begins at the same moment watches before, and is seen, or after this ends.
    mapper.lock(judge, account);
    if (!mapper.isPlaying(judge, account)) {
      mapper.unwatch(judge, account);
    }
  }

  @Override
  public Optional<Poll> find(String judge, JudgeAccount account) {
    return session.reading(PollMapper.class).find(judge, account).map(PollRow::poll);
  }

  @Override
  public Optional<Poll> take(String judge, Instant now, Instant until) {
    PollMapper mapper = session.writing(PollMapper.class);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<PollRow> first = mapper.firstDue(judge, now);
      if (first.isEmpty()) {
        return Optional.empty();
      }
      session.send();
      mapper.take(first.get(), now, until);
      if (session.send() > 0) {
        return first.map(PollRow::poll);
      }
      // Somebody else took it, or moved it: on to what is first now.
    }
    return Optional.empty();
  }

  @Override
  public void put(Poll poll) {
    session.writing(PollMapper.class).put(PollRow.of(poll));
  }
}
