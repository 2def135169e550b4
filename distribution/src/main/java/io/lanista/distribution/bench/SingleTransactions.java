package io.lanista.distribution.bench;

import io.lanista.ports.match.Entrant;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.queue.TicketId;
import io.lanista.ports.queue.TicketStatus;
import io.lanista.sql.SqlConfig;
import io.lanista.sql.SqlStorage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What joins cost without a group commit: some threads, each adding one ticket per transaction to a
 * database with the durability of the engine's. No HTTP and no pairing, so a lenient floor.
 */
final class SingleTransactions implements AutoCloseable {
  private static final QueueName QUEUE = new QueueName("netplay");

  private final Clock clock = Clock.systemUTC();
  private final AtomicLong numbers = new AtomicLong();
  private final SqlStorage storage;

  SingleTransactions(Path folder) {
    storage = SqlStorage.open(SqlConfig.of(folder.resolve("single.db")), clock, this::id);
  }

  private UUID id() {
    return new UUID(0x7000L | numbers.incrementAndGet() << 16, Long.MIN_VALUE);
  }

  /** Tickets a second. */
  double run(int threads, Duration length) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    long began = System.nanoTime();
    long end = began + length.toNanos();
    try {
      List<Future<Long>> adding = new ArrayList<>(threads);
      for (int i = 0; i < threads; i++) {
        adding.add(pool.submit(() -> addUntil(end)));
      }
      long added = 0;
      for (Future<Long> one : adding) {
        added += one.get();
      }
      return added * 1e9 / (System.nanoTime() - began);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("One transaction per join failed.", failed.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private long addUntil(long end) {
    long added = 0;
    while (System.nanoTime() < end) {
      Ticket ticket = ticket();
      storage.transact(
          tx -> {
            tx.tickets().insert(List.of(ticket));
            return null;
          });
      added++;
    }
    return added;
  }

  private Ticket ticket() {
    UUID id = id();
    String code = "BENCH#" + (id.getMostSignificantBits() >>> 16);
    return new Ticket(
        new TicketId(id),
        QUEUE,
        id.getMostSignificantBits() >>> 16,
        new Entrant(
            code, code, Optional.of("bench"), Optional.empty(), Optional.empty(), Optional.empty()),
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        Optional.empty(),
        TicketStatus.WAITING,
        Optional.empty());
  }

  @Override
  public void close() {
    storage.close();
  }
}
