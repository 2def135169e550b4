package io.lanista.ports.storage;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.event.PublishedEvent;
import io.lanista.ports.match.Match;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.rating.Rating;
import io.lanista.ports.replay.StoredReplay;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.series.Series;
import io.lanista.ports.wager.Wager;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A storage that forgets. Transactions work one after the other on a copy of the state, which takes
 * its place at commit; readers see the last committed state.
 */
public final class InMemoryStorage implements Storage {
  private final IdSource ids;
  private final List<Consumer<List<PublishedEvent>>> listeners = new CopyOnWriteArrayList<>();
  private final ThreadLocal<Boolean> working = ThreadLocal.withInitial(() -> false);
  private final Object writer = new Object();
  private volatile InMemoryState committed = new InMemoryState();
  private volatile boolean failing;

  public InMemoryStorage() {
    this(new SeededIds(1));
  }

  /** Takes the ids and secrets of API keys from a source. */
  public InMemoryStorage(IdSource ids) {
    this.ids = ids;
  }

  @Override
  public <T> T transact(Work<T> work) {
    T result;
    InMemoryTransaction transaction;
    synchronized (writer) {
      InMemoryState copy = new InMemoryState(committed);
      transaction = new InMemoryTransaction(copy, ids, true);
      result = work(work, transaction);
      refuseIfFailing();
      committed = copy;
    }
    List<PublishedEvent> emitted = transaction.emitted();
    if (!emitted.isEmpty()) {
      listeners.forEach(listener -> listener.accept(emitted));
    }
    return result;
  }

  @Override
  public <T> T read(Work<T> work) {
    return work(work, new InMemoryTransaction(committed, ids, false));
  }

  private <T> T work(Work<T> work, InMemoryTransaction transaction) {
    if (working.get()) {
      throw new IllegalStateException(
          "A transaction is already open on this thread; do both in one.");
    }
    refuseIfFailing();
    working.set(true);
    try {
      return work.in(transaction);
    } finally {
      working.set(false);
      transaction.end();
    }
  }

  private void refuseIfFailing() {
    if (failing) {
      throw new EngineException(ErrorCode.STORAGE_UNAVAILABLE, "The storage fails, as told to.");
    }
  }

  @Override
  public void onEmit(Consumer<List<PublishedEvent>> listener) {
    listeners.add(listener);
  }

  @Override
  public void close() {
    failing = true;
  }

  /** From now on everything fails with STORAGE_UNAVAILABLE, or works again. */
  public void fail(boolean fails) {
    failing = fails;
  }

  /** The committed deadlines, the first due first. */
  public List<Deadline> deadlines() {
    return committed.deadlines.values().stream()
        .sorted(
            Comparator.comparing(Deadline::due)
                .thenComparing(Deadline::kind)
                .thenComparing(d -> d.subject().id()))
        .toList();
  }

  /** Every committed ticket, in the order in which they came. */
  public List<Ticket> tickets() {
    return List.copyOf(committed.tickets.values());
  }

  /** Every committed match, in the order in which they were made. */
  public List<Match> matches() {
    return List.copyOf(committed.matches.values());
  }

  /** Every committed series, in the order in which they were made. */
  public List<Series> series() {
    return List.copyOf(committed.series.values());
  }

  /** Every committed rating, in the order in which they came. */
  public List<Rating> ratings() {
    return List.copyOf(committed.ratings.values());
  }

  /** Every committed wager, in the order in which they were proposed. */
  public List<Wager> wagers() {
    return List.copyOf(committed.wagers.values());
  }

  /** The record of every accepted recording, in the order of upload. */
  public List<StoredReplay> recordings() {
    return List.copyOf(committed.replays.values());
  }

  /** How many signatures were accepted. */
  public int signatures() {
    return committed.signatures.size();
  }

  /** How many players are registered. */
  public int players() {
    return committed.players.size();
  }

  /** The committed events that were not pruned, in order. */
  public List<PublishedEvent> events() {
    return List.copyOf(committed.events.values());
  }
}
