package io.lanista.engine.queue;

import static io.lanista.engine.Answered.by;
import static io.lanista.engine.Answered.refusal;
import static io.lanista.engine.Arena.request;
import static io.lanista.engine.Arena.wallet;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.engine.Arena;
import io.lanista.engine.ObservedStorage;
import io.lanista.ports.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class QueueBoundsTest {
  @Test
  void fullQueueTellsNewcomersToComeBack() {
    try (Arena arena = new Arena(Arena.Rules.usual().maxWaiting(2))) {
      arena.join("A#1", 1);
      arena.join("B#2", 1);

      refusal(ErrorCode.BUSY, () -> arena.join("C#3", 1));

      assertThat(arena.queue.size()).isEqualTo(2);
    }
  }

  @Test
  void fullQueueStillLetsAnAgentReplaceItsOwnEntry() {
    try (Arena arena = new Arena(Arena.Rules.usual().maxWaiting(2))) {
      arena.join("A#1", 1);
      arena.join("B#2", 1);

      arena.join("B#2", 1);

      assertThat(arena.queue.size()).isEqualTo(2);
    }
  }

  @Test
  void inboxIsBoundedAndEverythingTakenInIsAnswered() {
    int more = 9000;
    try (Arena arena = new Arena(Arena.Rules.usual().maxWaiting(100_000))) {
      ObservedStorage.Hold hold = arena.storage.holdNext();
      CompletableFuture<TicketView> first = arena.queue.join(request("FIRST#1"));
      hold.reached();
      List<CompletableFuture<TicketView>> joins = new ArrayList<>();
      for (int i = 0; i < more; i++) {
        // All of one agent, so that the fake storage stays small and nobody is paired.
        joins.add(
            arena.queue.join(
                request("SAME#1", Optional.of(wallet(1)), Optional.of("one key for all"))));
      }
      List<CompletableFuture<TicketView>> refused =
          joins.stream().filter(CompletableFuture::isCompletedExceptionally).toList();
      hold.release();

      assertThat(refused).isNotEmpty().hasSizeLessThan(more);
      refused.forEach(join -> refusal(ErrorCode.BUSY, () -> by(join)));
      by(first);
      joins.stream()
          .filter(join -> !refused.contains(join))
          .forEach(join -> assertThat(by(join).ticket()).isNotNull());
    }
  }
}
