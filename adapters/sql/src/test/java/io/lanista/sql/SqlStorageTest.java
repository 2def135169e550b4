package io.lanista.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.event.PublishedEvent;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.storage.Samples;
import io.lanista.ports.storage.SeededIds;
import io.lanista.ports.storage.Storage;
import io.lanista.ports.storage.StorageContract;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlStorageTest extends StorageContract {
  @TempDir Path folder;

  @Override
  protected Storage open() {
    return SqlStorage.open(
        SqlConfig.of(folder.resolve("lanista.db")), Clock.systemUTC(), new SeededIds(1));
  }

  @Test
  void aCommitHandsItsEventsOverWithTheSequencesOfTheOutbox() {
    List<PublishedEvent> given = new ArrayList<>();
    storage.onEmit(given::addAll);
    for (int i = 1; i <= 3; i++) {
      int count = i;
      storage.transact(
          t -> {
            for (int j = 0; j < count; j++) {
              t.emit(new DomainEvent.ResultSigned(new MatchId(new UUID(count, j)), Samples.NOW));
            }
            t.outbox().prune(1);
            return null;
          });
    }
    assertThat(given).extracting(PublishedEvent::sequence).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(storage.<List<PublishedEvent>>read(t -> t.outbox().after(1, 10)))
        .isEqualTo(given.subList(1, 6));
  }

  @Test
  void failedBatchLeavesNoRowsToTheNextOne() {
    Ticket first = samples.waiting(1);
    Ticket second = samples.waiting(2);
    Ticket third = samples.waiting(3);
    assertThatThrownBy(() -> insert(first, second, first))
        .isInstanceOf(IllegalStateException.class);

    insert(third);
    insert(second);

    assertThat(storage.<List<Ticket>>read(t -> t.tickets().waiting(Samples.QUEUE)))
        .containsExactly(second, third);
  }

  private void insert(Ticket... tickets) {
    storage.transact(
        t -> {
          t.tickets().insert(List.of(tickets));
          return null;
        });
  }

  @Override
  protected List<Deadline> deadlines() {
    return ((SqlStorage) storage).pendingDeadlines(1_000);
  }
}
