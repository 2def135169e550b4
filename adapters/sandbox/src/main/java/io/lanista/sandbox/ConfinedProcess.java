package io.lanista.sandbox;

import io.lanista.ports.sandbox.Confined;
import io.lanista.ports.sandbox.SandboxException;
import io.lanista.ports.sandbox.SandboxLimits;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** A program that runs: lines in, lines out, and its end. */
final class ConfinedProcess implements Confined {
  private static final System.Logger LOG = System.getLogger(ConfinedProcess.class.getName());
  private static final Duration UNTIL_NOTHING_IS_LEFT = Duration.ofSeconds(1);
  private static final long STRAGGLERS_MILLIS = 250;
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final Usage NONE = new Usage(Duration.ZERO, 0);

  private final String name;
  private final Process process;
  private final InputPipe input;
  private final SandboxLimits limits;
  private final Runnable released;
  private final LineQueue lines = new LineQueue();
  private final AtomicLong asked = new AtomicLong();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Family family;
  private volatile Usage used = NONE;
  private boolean behind;

  /**
   * Takes over a process that was just started.
   *
   * @param released called once nothing of it is left
   */
  ConfinedProcess(
      String name,
      Process process,
      InputPipe input,
      SandboxLimits limits,
      Family family,
      Runnable released) {
    this.name = name;
    this.process = process;
    this.input = input;
    this.limits = limits;
    this.family = family;
    this.released = released;
    OutputReader reader =
        new OutputReader(process.getInputStream(), limits, lines, asked, this::brokeARule);
    thread("out", () -> readToTheEnd(reader));
    // Something it left behind may hold its stdout open.
    process
        .onExit()
        .thenRunAsync(
            () -> lines.end(exit()),
            CompletableFuture.delayedExecutor(STRAGGLERS_MILLIS, TimeUnit.MILLISECONDS));
  }

  /** Its stderr goes to a file from now on. */
  void keepLog(Optional<Path> file) {
    thread("log", new LogDrain(process.getErrorStream(), file, limits.logBytes()));
  }

  /** What it wrote to stderr in vain; only once it ended and if its log is not kept. */
  String complaint() {
    try {
      byte[] text = process.getErrorStream().readNBytes(1000);
      return new String(text, StandardCharsets.UTF_8).strip();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  private void thread(String what, Runnable work) {
    Thread thread = new Thread(work, "fighter-" + what + "-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void readToTheEnd(OutputReader reader) {
    reader.run();
    try {
      process.waitFor(STRAGGLERS_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException nobodyDoesThat) {
      Thread.currentThread().interrupt();
    }
    if (!process.isAlive()) {
      lines.end(exit());
    }
  }

  private void brokeARule(String how) {
    LOG.log(Level.INFO, "The fighter {0} {1}, and is stopped.", name, how);
    lines.end("It " + how + ", and was stopped.");
    family.kill();
  }

  private String exit() {
    int code = process.exitValue();
    return switch (code) {
      case 137 -> "It was killed, for using more than it may or from outside (exit code 137).";
      case 152 -> "It used all the processor time it may (exit code 152).";
      case 159 -> "It made a system call of another architecture (exit code 159).";
      default -> "It ended with exit code " + code + ".";
    };
  }

  @Override
  public void send(String line) throws SandboxException {
    if (line.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("A line has no end in it.");
    }
    byte[] text = line.getBytes(StandardCharsets.UTF_8);
    byte[] whole = Arrays.copyOf(text, text.length + 1);
    whole[text.length] = '\n';
    if (whole.length > InputPipe.MOST_LINE) {
      throw new IllegalArgumentException("A line has less than 16 KiB; given: " + text.length);
    }
    Optional<String> ended = lines.whyEnded();
    if (ended.isPresent()) {
      throw new SandboxException(ended.get());
    }
    asked.incrementAndGet();
    try {
      if (!input.write(whole)) {
        throw new SandboxException("It does not read what it is sent.");
      }
      behind = !input.flush();
    } catch (IOException failed) {
      throw SandboxException.engines("It cannot be written to: " + failed.getMessage(), failed);
    }
  }

  @Override
  public Optional<String> receive(Duration within) throws SandboxException, InterruptedException {
    long until = System.nanoTime() + within.toNanos();
    long left = within.toNanos();
    while (behind) {
      // What is still to be sent goes on as it reads.
      Optional<String> line = lines.take(Math.min(RETRY_NANOS, left));
      left = until - System.nanoTime();
      if (line.isPresent() || left <= 0) {
        return line;
      }
      try {
        behind = !input.flush();
      } catch (IOException failed) {
        throw SandboxException.engines("It cannot be written to: " + failed.getMessage(), failed);
      }
    }
    return lines.take(left);
  }

  @Override
  public Usage usage() {
    family.program().stream()
        .mapToObj(ProcFiles::usage)
        .flatMap(Optional::stream)
        .forEach(usage -> used = usage);
    return used;
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    usage();
    lines.end("It was stopped.");
    lines.discard();
    family.kill();
    boolean interrupted = false;
    boolean none = false;
    for (int tries = 0; tries < 2 && !none; tries++) {
      try {
        none = family.awaitNone(UNTIL_NOTHING_IS_LEFT);
        break;
      } catch (InterruptedException hurry) {
        interrupted = true; // What was killed is gone in milliseconds; that is waited for.
      }
    }
    try {
      input.close();
    } catch (IOException failed) {
      LOG.log(Level.DEBUG, "A fighter''s pipe: {0}", failed.getMessage());
    }
    if (none) {
      released.run();
    } else {
      LOG.log(
          Level.WARNING,
          "Something of the fighter {0} was still there a second after it was killed; its place"
              + " stays empty until the next start.",
          name);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
