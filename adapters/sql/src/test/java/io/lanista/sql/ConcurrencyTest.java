package io.lanista.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.storage.Samples;
import io.lanista.ports.storage.SeededIds;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrencyTest {
  private static final int WRITERS = 8;
  private static final int EACH = 25;

  @TempDir Path folder;

  @Test
  void writersTakeTurnsAndReadersSeeWholeTransactions() throws Exception {
    Samples samples = new Samples();
    AtomicInteger emits = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 3);
    try (SqlStorage storage =
        SqlStorage.open(
            SqlConfig.of(folder.resolve("lanista.db")), Clock.systemUTC(), new SeededIds(1))) {
      storage.onEmit(emitted -> emits.incrementAndGet());
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        writers.add(threads.submit(() -> write(storage, samples)));
      }
      List<Future<?>> readers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        readers.add(threads.submit(() -> readUntilAllIsWritten(storage)));
      }
      for (Future<?> writer : writers) {
        writer.get(60, TimeUnit.SECONDS);
      }
      for (Future<?> reader : readers) {
        reader.get(60, TimeUnit.SECONDS);
      }
      assertThat(emits).hasValue(WRITERS * EACH);
    } finally {
      threads.shutdownNow();
    }
  }

  private static void write(SqlStorage storage, Samples samples) {
    for (int n = 0; n < EACH; n++) {
      storage.transact(
          t -> {
            long number = t.tickets().lastNumber(Samples.QUEUE) + 1;
            t.emit(new DomainEvent.ResultSigned(new MatchId(new UUID(0, number)), Samples.NOW));
            t.tickets().insert(List.of(samples.waiting(number)));
            return null;
          });
    }
  }

  private static void readUntilAllIsWritten(SqlStorage storage) {
    long seen = 0;
    while (seen < WRITERS * EACH && !Thread.currentThread().isInterrupted()) {
      seen =
          storage.<Long>read(
              t -> {
                long last = t.tickets().lastNumber(Samples.QUEUE);
                assertThat(t.outbox().after(0, 1_000)).hasSize((int) last);
                return last;
              });
    }
  }
}
