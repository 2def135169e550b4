package io.lanista.engine.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.engine.MovableClock;
import io.lanista.ports.room.Boards;
import io.lanista.ports.room.ClaimArbiter;
import io.lanista.ports.room.ClaimArbiterContract;
import io.lanista.ports.room.ClaimOutcome;
import io.lanista.ports.room.RoomBoard;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InProcessArbiterTest extends ClaimArbiterContract {
  @Override
  protected ClaimArbiter open() {
    return new InProcessArbiter(Clock.systemUTC());
  }

  @Test
  void aBoardIsOfUseForAsLongAsItSays() {
    MovableClock clock = new MovableClock();
    InProcessArbiter arbiter = new InProcessArbiter(clock);
    RoomBoard board = Boards.kept(Boards.fresh(1), Duration.ofSeconds(10));
    arbiter.show(board);

    clock.advance(Duration.ofMillis(9_999));
    assertThat(arbiter.claim(board.room(), Boards.claim("4A", "A", 5, 1))).isPresent();
    clock.advance(Duration.ofMillis(1));
    assertThat(arbiter.claim(board.room(), Boards.claim("4A", "A", 5, 1))).isEmpty();

    // What it knew is gone, too.
    arbiter.show(board);
    assertThat(arbiter.locks(board.room())).isEmpty();
  }

  @Test
  void holdsNothingOfBoardsThatAreOfNoUseAnyMore() {
    MovableClock clock = new MovableClock();
    InProcessArbiter arbiter = new InProcessArbiter(clock);
    for (int i = 0; i < 1_000; i++) {
      arbiter.show(Boards.kept(Boards.fresh(1), Duration.ofSeconds(10)));
    }

    clock.advance(Duration.ofMinutes(2));
    arbiter.show(Boards.fresh(1));

    assertThat(arbiter.size()).isEqualTo(1);
  }

  // A thousand claims may be over before threads get into each other's way.
  @Test
  void noLockIsTakenFromTwice() throws Exception {
    InProcessArbiter arbiter = new InProcessArbiter(Clock.systemUTC());
    RoomBoard board = Boards.fresh(1);
    arbiter.show(board);
    AtomicLong next = new AtomicLong(400_000);
    Set<Long> taken = ConcurrentHashMap.newKeySet();
    LongAdder twice = new LongAdder();
    Runnable claimant =
        () -> {
          for (long at = next.decrementAndGet(); at >= 0; at = next.decrementAndGet()) {
            arbiter
                .claim(board.room(), Boards.claim("4A", "A", at, at))
                .filter(each -> each.outcome() == ClaimOutcome.RECLAIMED)
                .filter(each -> !taken.add(each.before().orElseThrow().timestamp()))
                .ifPresent(each -> twice.increment());
          }
        };
    List<Thread> threads =
        IntStream.range(0, 4).mapToObj(n -> new Thread(claimant, "claimant-" + n)).toList();

    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join(60_000);
    }

    assertThat(twice.sum()).isZero();
    assertThat(taken).isNotEmpty();
  }
}
