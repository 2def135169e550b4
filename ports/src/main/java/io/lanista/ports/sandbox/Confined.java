package io.lanista.ports.sandbox;

import java.time.Duration;
import java.util.Optional;

/**
 * A program that runs confined: lines in, lines out. Used by one thread at a time, except {@link
 * #close}.
 */
public interface Confined extends AutoCloseable {
  /**
   * Hands it a line, in UTF-8, without its end. Never waits: a program that does not read fails
   * this once its pipe and a small buffer are full.
   *
   * @throws SandboxException if it ended or does not read
   */
  void send(String line) throws SandboxException;

  /**
   * The next line it prints; empty if none came in time. A program that prints more than a few
   * lines nobody asked for, one that is too long, or one that is not UTF-8, is killed.
   *
   * @param within not negative; zero only looks
   * @throws SandboxException if it ended; what it printed before is handed out first
   */
  Optional<String> receive(Duration within) throws SandboxException, InterruptedException;

  /** What it has used so far; the last known once it ended. */
  Usage usage();

  /**
   * Kills it with everything it started and waits until nothing is left, a second at most.
   * Idempotent, thread-safe.
   */
  @Override
  void close();

  /**
   * What a program has used.
   *
   * @param cpu processor time; zero where the system does not say
   * @param peakBytes most memory it held at once; 0 where the system does not say
   */
  record Usage(Duration cpu, long peakBytes) {}
}
