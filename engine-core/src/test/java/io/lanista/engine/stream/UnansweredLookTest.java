package io.lanista.engine.stream;

import static io.lanista.engine.Answered.eventually;
import static io.lanista.engine.Answered.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.engine.Arena;
import io.lanista.engine.Arena.Paired;
import io.lanista.ports.error.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A storage that does not answer while someone opens a stream. */
class UnansweredLookTest {
  private final Arena arena = new Arena();

  @AfterEach
  void stop() {
    arena.close();
  }

  /** Remembers that it was sent away. */
  private static final class Watcher implements Viewer {
    private final AtomicBoolean closed = new AtomicBoolean();

    @Override
    public boolean offer(LiveBatch batch) {
      return true;
    }

    @Override
    public void close(int code, String reason) {
      closed.set(true);
    }
  }

  @Test
  void whoeverWatchesAlreadyKeepsItsStream() {
    Paired paired = arena.pair();
    Watcher watcher = new Watcher();
    Uploader uploader = new Uploader(Optional.of(paired.p1()), Arena.ADDRESS);
    // Between the uploader's first look and its second, someone comes to watch; then all is dark.
    arena.storage.beforeNextRead(
        () -> {
          arena.streams.watch(paired.match(), watcher);
          arena.storage.beforeNextRead(() -> arena.storage.refuseReads(true));
        });
    refusal(
        ErrorCode.STORAGE_UNAVAILABLE,
        () -> arena.streams.publish(paired.match(), uploader, List.of()));
    arena.storage.refuseReads(false);

    assertThat(arena.streams.viewers(paired.match())).isEqualTo(1);

    arena.completed(paired);

    eventually("the watcher is sent away", watcher.closed::get);
  }
}
