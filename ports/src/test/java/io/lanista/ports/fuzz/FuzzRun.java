package io.lanista.ports.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Gives a target one input after the other. Each input is made from the run's seed and its own
 * number, so one number is enough to make it again.
 *
 * <ul>
 *   <li>{@code -Dlanista.fuzz=N}: so many inputs for each target
 *   <li>{@code -Dlanista.fuzz.seed=N}: other inputs
 *   <li>{@code -Dlanista.fuzz.only=N}: only the input with this number
 *   <li>{@code -Dlanista.fuzz.input=HEX}: only these bytes; {@code @FILE} for the bytes of a file
 * </ul>
 */
public final class FuzzRun {
  private static final long SEED = Long.getLong("lanista.fuzz.seed", 20_260_301L);
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final long MOST_GROWTH = 16L << 20;
  private static final int SHOWN = 2048;

  private final String name;
  private final FuzzTarget target;
  private final Map<String, Long> verdicts = new TreeMap<>();
  private long fixedBytes = 1L << 20;
  private int bytesPerByte = 64;
  private volatile long began;
  private volatile long current;
  private byte[] input = new byte[0];

  private FuzzRun(String name, FuzzTarget target) {
    this.name = name;
    this.target = target;
  }

  public static FuzzRun of(String name, FuzzTarget target) {
    return new FuzzRun(name, target);
  }

  /** How much one input may allocate: so much anyhow, and so much for each of its bytes. */
  public FuzzRun allocating(long fixed, int perByte) {
    fixedBytes = fixed;
    bytesPerByte = perByte;
    return this;
  }

  /** For checks that run millions of times; an assertion library would take most of the time. */
  public static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  /** The seed of one input of a run. */
  static SplittableRandom random(long seed, long number) {
    return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
  }

  /**
   * Tries the inputs.
   *
   * @param usual how many, unless a property says otherwise
   * @return how many inputs came to each word
   */
  public Map<String, Long> run(int usual) throws Exception {
    String given = System.getProperty("lanista.fuzz.input", "");
    if (!given.isEmpty()) {
      input = given.startsWith("@") ? Files.readAllBytes(Path.of(given.substring(1))) : hex(given);
      one(-1);
      return verdicts;
    }
    long only = Long.getLong("lanista.fuzz.only", -1);
    long first = Math.max(0, only);
    long count = only >= 0 ? 1 : Long.getLong("lanista.fuzz", usual);
    ScheduledExecutorService watch =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "fuzz-watch");
              thread.setDaemon(true);
              return thread;
            });
    began = System.nanoTime();
    watch.scheduleAtFixedRate(this::tellIfStuck, 5, 5, TimeUnit.SECONDS);
    try {
      all(first, first + count);
    } finally {
      watch.shutdownNow();
    }
    return verdicts;
  }

  private void all(long first, long end) throws Exception {
    long start = System.nanoTime();
    long heap = 0;
    // What is filled once (caches, classes) is no growth: compare with the heap after a tenth.
    long warm = first + (end - first) / 10;
    for (long number = first; number < end; number++) {
      if (number == warm) {
        heap = used();
      }
      input = target.input(random(SEED, number));
      one(number);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    long grown = used() - heap;
    System.out.printf(
        "fuzz %s: %d inputs of seed %d, %.0f/s, heap %+d KiB, %s%n",
        name, end - first, SEED, (end - first) / seconds, grown >> 10, verdicts);
    if (end - first > 1 && grown > MOST_GROWTH) {
      throw new AssertionError(
          name + " keeps " + (grown >> 20) + " MiB after its inputs are gone.");
    }
  }

  private void one(long number) throws Exception {
    current = number;
    began = System.nanoTime();
    long most = fixedBytes + (long) bytesPerByte * input.length;
    // Classes and caches are filled once: only what happens again is the input's doing.
    if (allocated(number, true) > most && allocated(number, false) > most) {
      throw new AssertionError(finding(number, "it allocates more than " + most + " bytes"));
    }
    long took = System.nanoTime() - began;
    if (took > LONGEST.toNanos()) {
      throw new AssertionError(finding(number, "it takes " + took / 1_000_000 + " ms"));
    }
  }

  private long allocated(long number, boolean counted) throws IOException {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      String verdict = target.take(input);
      if (counted) {
        verdicts.merge(verdict, 1L, Long::sum);
      }
    } catch (Throwable found) {
      throw new AssertionError(finding(number, found.toString()), found);
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private String finding(long number, String what) throws IOException {
    String bytes;
    if (input.length <= SHOWN) {
      bytes = HexFormat.of().formatHex(input);
    } else {
      Path file = Files.write(Path.of("target", "fuzz-" + name + "-" + number + ".bin"), input);
      bytes = "@" + file.toAbsolutePath();
    }
    return name
        + ": "
        + what
        + "\n  again: -Dlanista.fuzz.seed="
        + SEED
        + " -Dlanista.fuzz.only="
        + number
        + "\n  or: -Dlanista.fuzz.input="
        + bytes;
  }

  /** A hanging input cannot be stopped from here, but it can be named before the test times out. */
  private void tellIfStuck() {
    if (System.nanoTime() - began > LONGEST.toNanos()) {
      System.err.println(
          name + ": stuck in input " + current + " of seed " + SEED + " (lanista.fuzz.only)");
    }
  }

  private static byte[] hex(String given) {
    return HexFormat.of().parseHex(given);
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
