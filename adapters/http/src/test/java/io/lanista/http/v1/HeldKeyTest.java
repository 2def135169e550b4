package io.lanista.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HeldKeyTest {
  private static final int BETWEEN = 5;

  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private boolean valid = true;
  private boolean away;
  private boolean busy;
  private final HeldKey key =
      new HeldKey(this::look, closed::incrementAndGet, this::execute, BETWEEN);

  private boolean look() {
    looks.incrementAndGet();
    if (away) {
      throw new EngineException(ErrorCode.STORAGE_UNAVAILABLE, "away");
    }
    return valid;
  }

  private void execute(Runnable task) {
    if (busy) {
      throw new EngineException(ErrorCode.BUSY, "busy");
    }
    waiting.add(task);
  }

  private void steps(int count) {
    for (int i = 0; i < count; i++) {
      key.step();
      while (!waiting.isEmpty()) {
        waiting.remove().run();
      }
    }
  }

  @Test
  void isLookedUpAtFirstAndThenSeldom() {
    steps(1);
    assertThat(looks).hasValue(1);
    steps(BETWEEN - 1);
    assertThat(looks).hasValue(1);
    steps(1);
    assertThat(looks).hasValue(2);
    assertThat(closed).hasValue(0);
  }

  @Test
  void whatAnotherEngineRevokedIsFoundInTime() {
    steps(1);
    valid = false;
    steps(BETWEEN);
    assertThat(closed).hasValue(1);
  }

  @Test
  void aDoubtHasItLookedUpAtTheNextStep() {
    steps(1);
    valid = false;
    key.doubt();
    steps(1);
    assertThat(closed).hasValue(1);
  }

  @Test
  void anOutageClosesNothingAndIsNoAnswer() {
    away = true;
    steps(2);
    assertThat(closed).hasValue(0);
    away = false;
    busy = true;
    steps(2);
    busy = false;
    valid = false;
    steps(1);
    assertThat(closed).hasValue(1);
  }

  @Test
  void oneLookAtATimeIsEnough() {
    key.step();
    key.doubt();
    key.step();
    assertThat(waiting).hasSize(1);
    steps(1);
    steps(1);
    assertThat(looks).hasValue(2);
  }
}
