package io.lanista.engine.hosting;

import io.lanista.ports.sandbox.Confined;
import io.lanista.ports.sandbox.SandboxException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Time that passes only while someone waits, and fighters that answer at moments in it. */
final class VirtualTicks implements Ticks {
  private long now = 5_000_000_000L;

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public void sleep(long nanos) {
    now += nanos;
  }

  /** A fighter whose answers are told beforehand, one for each line that asks for one. */
  final class Thinker implements Confined {
    final List<String> heard = new ArrayList<>();
    private final Deque<Thought> script = new ArrayDeque<>();
    private final Deque<Thought> coming = new ArrayDeque<>();
    private boolean ended;
    private boolean lost;

    private record Thought(long at, String line) {}

    /** The answer to the next question that has none yet. */
    Thinker answers(long millis, String line) {
      script.add(new Thought(millis * 1_000_000, line));
      return this;
    }

    /** A line nobody asks for. */
    void says(String line) {
      coming.add(new Thought(now, line));
    }

    void ends() {
      ended = true;
    }

    /** The engine cannot write to it any more. */
    void isLost() {
      lost = true;
    }

    @Override
    public void send(String line) throws SandboxException {
      if (lost) {
        throw SandboxException.engines("It cannot be written to.");
      }
      if (ended) {
        throw new SandboxException("It ended with status 1.");
      }
      heard.add(line);
      Thought thought = script.poll();
      if (thought != null) {
        coming.add(new Thought(now + thought.at(), thought.line()));
      }
    }

    @Override
    public Optional<String> receive(Duration within) throws SandboxException {
      if (!coming.isEmpty() && coming.peek().at() <= now + within.toNanos()) {
        now = Math.max(now, coming.peek().at());
        return Optional.of(coming.poll().line());
      }
      if (ended) {
        throw new SandboxException("It ended with status 1.");
      }
      now += within.toNanos();
      return Optional.empty();
    }

    @Override
    public Usage usage() {
      return new Usage(Duration.ZERO, 0);
    }

    @Override
    public void close() {
      ended = true;
    }
  }

  Thinker thinker() {
    return new Thinker();
  }
}
