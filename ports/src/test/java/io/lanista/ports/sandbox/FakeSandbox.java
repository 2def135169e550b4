package io.lanista.ports.sandbox;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Programs that are Java code, for tests. They run in the thread that sends them a line. */
public final class FakeSandbox implements Sandbox {
  /** What a program does with a line. A script of null never reads at all. */
  @FunctionalInterface
  public interface Script {
    void read(String line, Output out);

    /** One that answers every line at once. */
    static Script answering(UnaryOperator<String> answer) {
      return (line, out) -> out.print(answer.apply(line));
    }
  }

  /** Where a script prints to: also later, and from any thread. */
  public interface Output {
    void print(String line);

    /** The program is over. */
    void end();
  }

  private static final int PIPE = 64 << 10;

  private final Function<ConfinedProgram, Script> scripts;
  private final List<FakeConfined> started = new CopyOnWriteArrayList<>();

  /**
   * With the script each program gets when it is started; an exception means it cannot be, an
   * {@link UncheckedIOException} that the engine is at fault.
   */
  public FakeSandbox(Function<ConfinedProgram, Script> scripts) {
    this.scripts = scripts;
  }

  @Override
  public Optional<String> whyUnavailable() {
    return Optional.empty();
  }

  @Override
  public boolean isConfining() {
    return true;
  }

  @Override
  public Confined start(ConfinedProgram program) throws SandboxException {
    try {
      FakeConfined confined = new FakeConfined(scripts.apply(program), program.limits());
      started.add(confined);
      return confined;
    } catch (UncheckedIOException faulty) {
      throw SandboxException.engines(faulty.getMessage(), faulty);
    } catch (RuntimeException refused) {
      throw new SandboxException(refused.getMessage(), refused);
    }
  }

  /** How many programs were started, and have not ended nor been closed. */
  public long running() {
    return started.stream().filter(confined -> confined.ended == null).count();
  }

  @Override
  public void close() {
    started.forEach(FakeConfined::close);
  }

  private static final class FakeConfined implements Confined, Output {
    private final Script script;
    private final SandboxLimits limits;
    private final Queue<String> printed = new ArrayDeque<>();
    private int unread;
    private long owed = 2;
    private volatile String ended;

    private FakeConfined(Script script, SandboxLimits limits) {
      this.script = script;
      this.limits = limits;
    }

    @Override
    public void send(String line) throws SandboxException {
      if (line.indexOf('\n') >= 0) {
        throw new IllegalArgumentException("One line at a time.");
      }
      synchronized (this) {
        if (ended != null) {
          throw new SandboxException(ended);
        }
        owed++;
        if (script == null && (unread += line.length() + 1) > PIPE) {
          throw new SandboxException("It does not read what it is sent.");
        }
      }
      if (script != null) {
        script.read(line, this);
      }
    }

    @Override
    public synchronized Optional<String> receive(Duration within)
        throws SandboxException, InterruptedException {
      long until = System.nanoTime() + within.toNanos();
      while (printed.isEmpty() && ended == null) {
        long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (left <= 0) {
          return Optional.empty();
        }
        wait(left);
      }
      if (printed.isEmpty()) {
        throw new SandboxException(ended);
      }
      return Optional.of(printed.remove());
    }

    @Override
    public synchronized void print(String line) {
      if (ended != null) {
        return;
      }
      if (line.length() > limits.lineBytes() || --owed < 0) {
        over("It printed a line that is too long, or more lines than anyone asked for.");
        return;
      }
      printed.add(line);
      notifyAll();
    }

    @Override
    public void end() {
      over("It ended.");
    }

    @Override
    public Usage usage() {
      return new Usage(Duration.ZERO, 0);
    }

    @Override
    public synchronized void close() {
      printed.clear();
      over("It was closed.");
    }

    private synchronized void over(String why) {
      ended = ended == null ? why : ended;
      notifyAll();
    }
  }
}
