package io.lanista.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * A bubblewrap and what it holds. There are three: the outer bwrap, which is our child; the inner
 * one, first process of its own PID namespace; and the program. When the inner one is killed, the
 * kernel kills all others of the namespace and lets it end only once they are gone; so when the
 * outer one has seen that and ended, nothing is left.
 */
final class Namespace implements Family {
  private static final long LOOK_MILLIS = 1;

  private final Process outer;
  private volatile Optional<ProcessHandle> inner = Optional.empty();

  Namespace(Process outer) {
    this.outer = outer;
  }

  /** The program inside said something: now all three are there. */
  void complete() {
    inner = first(outer.pid()).flatMap(ProcessHandle::of);
  }

  private static Optional<Long> first(long pid) {
    List<Long> children = ProcFiles.children(pid);
    if (children.isEmpty()) {
      // A kernel without this list: look through all processes.
      return ProcessHandle.of(pid).flatMap(one -> one.children().findFirst().map(c -> c.pid()));
    }
    return Optional.of(children.get(0));
  }

  @Override
  public OptionalLong program() {
    Optional<Long> pid = inner.flatMap(handle -> first(handle.pid()));
    return pid.isPresent() ? OptionalLong.of(pid.get()) : OptionalLong.empty();
  }

  @Override
  public void kill() {
    // The inner one first, so that its parent is there to take note of its end.
    if (!inner.map(ProcessHandle::destroyForcibly).orElse(false)) {
      outer.destroyForcibly();
    }
  }

  @Override
  public boolean awaitNone(Duration most) throws InterruptedException {
    long until = System.nanoTime() + most.toNanos();
    if (!outer.waitFor(most.toNanos(), TimeUnit.NANOSECONDS)) {
      outer.destroyForcibly();
      return false;
    }
    // When the program ends by itself the outer one may be gone before the inner one is.
    while (inner.isPresent() && !ProcFiles.isOver(inner.get().pid()) && inner.get().isAlive()) {
      if (System.nanoTime() > until) {
        return false;
      }
      inner.get().destroyForcibly();
      Thread.sleep(LOOK_MILLIS);
    }
    return true;
  }
}
