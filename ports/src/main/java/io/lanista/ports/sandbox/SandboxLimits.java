package io.lanista.ports.sandbox;

import java.time.Duration;
import java.util.Objects;

/**
 * How much a confined program may take.
 *
 * @param start how long it may take until it runs
 * @param cpu how much processor time it may use in its life
 * @param memoryBytes its data, at most
 * @param processes how many threads and processes it may be
 * @param temporaryBytes the size of a private /tmp; 0 for none, and then it can write nowhere
 * @param logBytes how much of its stderr is kept
 * @param lineBytes the longest line it may print
 */
public record SandboxLimits(
    Duration start,
    Duration cpu,
    long memoryBytes,
    int processes,
    long temporaryBytes,
    long logBytes,
    int lineBytes) {
  /** What a fighter gets unless the operator says otherwise (design/sandbox-facts). */
  public static final SandboxLimits USUAL =
      new SandboxLimits(
          Duration.ofSeconds(5), Duration.ofMinutes(10), 128L << 20, 32, 0, 256 << 10, 8 << 10);

  public SandboxLimits {
    Objects.requireNonNull(start);
    Objects.requireNonNull(cpu);
    if (start.isNegative()
        || start.isZero()
        || cpu.toSeconds() < 1
        || memoryBytes < 1 << 20
        || processes < 1
        || temporaryBytes < 0
        || logBytes < 0
        || lineBytes < 64) {
      throw new IllegalArgumentException(
          "A confined program needs time to start, a second, a mebibyte, a process, 64 bytes a line.");
    }
  }

  /** These limits with a private /tmp of so many bytes. */
  public SandboxLimits withTemporary(long bytes) {
    return new SandboxLimits(start, cpu, memoryBytes, processes, bytes, logBytes, lineBytes);
  }
}
