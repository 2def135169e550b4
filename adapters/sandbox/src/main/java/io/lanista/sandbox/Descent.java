package io.lanista.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A process and its descendants, as far as they can be seen: one that has left its family is not
 * found. Good enough where nothing is confined anyway.
 */
final class Descent implements Family {
  private final Process process;
  private final List<ProcessHandle> killed = new CopyOnWriteArrayList<>();

  Descent(Process process) {
    this.process = process;
  }

  @Override
  public OptionalLong program() {
    return process.isAlive() ? OptionalLong.of(process.pid()) : OptionalLong.empty();
  }

  @Override
  public void kill() {
    process.descendants().forEach(killed::add);
    process.destroyForcibly();
    killed.forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public boolean awaitNone(Duration most) throws InterruptedException {
    long until = System.nanoTime() + most.toNanos();
    boolean gone = process.waitFor(most.toNanos(), TimeUnit.NANOSECONDS);
    while (killed.stream().anyMatch(one -> one.isAlive() && !ProcFiles.isOver(one.pid()))) {
      if (System.nanoTime() > until) {
        return false;
      }
      Thread.sleep(1);
    }
    return gone;
  }
}
