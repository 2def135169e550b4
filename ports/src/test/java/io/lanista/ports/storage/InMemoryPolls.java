package io.lanista.ports.storage;

import io.lanista.ports.room.JudgeAccount;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;

/** The polls of an {@link InMemoryTransaction}. */
final class InMemoryPolls implements PollStore {
  /** Whom a judge is asked about. */
  record Key(String judge, JudgeAccount account) {}

  /**
   * A poll and who has it.
   *
   * @param takenUntil empty if nobody has
   * @param anew whether what its taker will have seen must not count
   */
  record Watched(Poll poll, Optional<Instant> takenUntil, boolean anew) {}

  private final Supplier<InMemoryState> reading;
  private final Supplier<InMemoryState> writing;
  private final RoomStore rooms;

  InMemoryPolls(Supplier<InMemoryState> reading, Supplier<InMemoryState> writing, RoomStore rooms) {
    this.reading = reading;
    this.writing = writing;
    this.rooms = rooms;
  }

  @Override
  public Instant reserve(String judge, Instant now, Duration spacing) {
    Instant slot = whole(now);
    Instant free = writing.get().judgeSlots.get(judge);
    if (free != null && free.isAfter(slot)) {
      slot = free;
    }
    writing.get().judgeSlots.put(judge, whole(slot.plus(spacing)));
    return slot;
  }

  /** The first microsecond that is not before. */
  private static Instant whole(Instant at) {
    Instant cut = at.truncatedTo(ChronoUnit.MICROS);
    return cut.equals(at) ? at : cut.plus(1, ChronoUnit.MICROS);
  }

  @Override
  public Optional<Pause> pause(String judge) {
    return Optional.ofNullable(reading.get().judgePauses.get(judge));
  }

  @Override
  public void pause(String judge, Optional<Pause> pause) {
    pause.ifPresentOrElse(
        kept -> writing.get().judgePauses.put(judge, StoredPrecision.of(kept)),
        () -> writing.get().judgePauses.remove(judge));
  }

  @Override
  public void watch(String judge, JudgeAccount account, Instant due) {
    watch(judge, account, due, false);
  }

  @Override
  public void watchAnew(String judge, JudgeAccount account, Instant due) {
    watch(judge, account, due, true);
  }

  private void watch(String judge, JudgeAccount account, Instant due, boolean anew) {
    Watched now =
        writing
            .get()
            .polls
            .computeIfAbsent(
                new Key(judge, account),
                key ->
                    new Watched(
                        StoredPrecision.of(new Poll(judge, account, due, 0, Optional.empty())),
                        Optional.empty(),
                        anew));
    Instant first = earlier(now.poll().due(), due);
    Poll poll =
        anew
            ? new Poll(judge, account, first, 0, Optional.empty())
            : new Poll(judge, account, first, now.poll().seen(), now.poll().askedAt());
    keep(new Watched(poll, now.takenUntil(), now.anew() || anew));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private void keep(Watched watched) {
    Poll poll = watched.poll();
    writing
        .get()
        .polls
        .put(
            new Key(poll.judge(), poll.account()),
            new Watched(StoredPrecision.of(poll), watched.takenUntil(), watched.anew()));
  }

  @Override
  public void unwatch(String judge, JudgeAccount account) {
    if (rooms.playing(judge, account).isEmpty()) {
      writing.get().polls.remove(new Key(judge, account));
    }
  }

  @Override
  public Optional<Poll> find(String judge, JudgeAccount account) {
    return Optional.ofNullable(reading.get().polls.get(new Key(judge, account))).map(Watched::poll);
  }

  @Override
  public Optional<Poll> take(String judge, Instant now, Instant until) {
    Instant end = StoredPrecision.cut(until);
    Optional<Poll> first =
        writing.get().polls.values().stream()
            .filter(watched -> watched.takenUntil().filter(taken -> taken.isAfter(now)).isEmpty())
            .map(Watched::poll)
            .filter(poll -> poll.judge().equals(judge) && !poll.due().isAfter(now))
            .min(Comparator.comparing(Poll::due).thenComparing(poll -> poll.account().text()));
    first.ifPresent(
        poll ->
            keep(
                new Watched(
                    new Poll(judge, poll.account(), end, poll.seen(), poll.askedAt()),
                    Optional.of(end),
                    false)));
    return first;
  }

  @Override
  public void put(Poll poll) {
    Watched there = writing.get().polls.get(new Key(poll.judge(), poll.account()));
    if (there == null) {
      return;
    }
    Poll known = there.poll();
    boolean forward = there.anew() || there.takenUntil().filter(known.due()::isBefore).isPresent();
    keep(
        new Watched(
            new Poll(
                poll.judge(),
                poll.account(),
                forward ? earlier(known.due(), poll.due()) : poll.due(),
                there.anew() ? known.seen() : poll.seen(),
                there.anew() ? known.askedAt() : poll.askedAt()),
            Optional.empty(),
            false));
  }
}
