package io.lanista.ports.storage;

import java.util.Random;
import java.util.UUID;

/** Ids that are the same in every run with the same seed. Thread-safe; guessable: for tests. */
public final class SeededIds implements IdSource {
  private final Random random;

  public SeededIds(long seed) {
    random = new Random(seed);
  }

  @Override
  public synchronized UUID next() {
    long high = (random.nextLong() & ~0xf000L) | 0x4000L;
    long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low);
  }
}
