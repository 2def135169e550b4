package io.lanista.engine.notice;

import io.lanista.ports.player.PlayerId;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Says, after a commit, whose notices there are more of. Nothing is lost with it: who listens reads
 * the notices from the storage. Thread-safe.
 */
public final class NoticeBell {
  private final List<Consumer<PlayerId>> listeners = new CopyOnWriteArrayList<>();

  /**
   * Has something called after commits, on the committing thread: it must neither wait nor throw.
   */
  public void onRing(Consumer<PlayerId> listener) {
    listeners.add(listener);
  }

  /** There is more to tell these players, and it is committed. */
  public void ring(Collection<PlayerId> players) {
    players.forEach(player -> listeners.forEach(listener -> listener.accept(player)));
  }
}
