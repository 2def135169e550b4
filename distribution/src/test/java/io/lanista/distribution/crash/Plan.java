package io.lanista.distribution.crash;

import java.util.Random;

/**
 * What is done to the server in one round; follows from the seed and the round's number alone. What
 * it hits depends on the machine's scheduling, so a failing round may have to be repeated often.
 *
 * @param kill when SIGKILL comes
 * @param acknowledgements so many answers 2xx (of the kind that {@code after} names) come first,
 *     but for a kill while the server starts
 * @param after the request whose acknowledgement counts; any but when the kill comes right after
 *     one
 * @param fraction of a usual start, or of a stop, after which the kill comes
 * @param database whether the database server is killed, too, where there is one
 */
record Plan(
    int round,
    long seed,
    Kill kill,
    int acknowledgements,
    Request after,
    double fraction,
    boolean database) {
  /** Where in the life of the server it dies. */
  enum Kill {
    /** Before it listens. */
    STARTING,
    /** Under load. */
    SERVING,
    /** Under load, on the thread that was just told of success. */
    ACKNOWLEDGED,
    /** While it finishes what is in flight after SIGTERM. */
    STOPPING
  }

  private static final int MOST_SERVED = 700;

  static Plan of(long seed, int round) {
    long own = new Random(seed * 1_000_003 + round).nextLong();
    Random random = new Random(own);
    int die = random.nextInt(20);
    Kill kill =
        die < 3
            ? Kill.STARTING
            : die < 10 ? Kill.SERVING : die < 16 ? Kill.ACKNOWLEDGED : Kill.STOPPING;
    Request after =
        kill == Kill.ACKNOWLEDGED
            ? Request.values()[random.nextInt(Request.values().length)]
            : Request.ANY;
    int count =
        kill == Kill.ACKNOWLEDGED
            ? 1 + random.nextInt(after.often())
            : 1 + random.nextInt(MOST_SERVED);
    return new Plan(round, own, kill, count, after, random.nextDouble(), random.nextInt(5) == 0);
  }

  /** A source of decisions for one of the round's threads. */
  Random random(int thread) {
    return new Random(seed + 31L * thread);
  }
}
