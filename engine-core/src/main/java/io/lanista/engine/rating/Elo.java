package io.lanista.engine.rating;

import io.lanista.ports.rating.RatingSystem;

/** Elo with K = 32 and a start of 1500 (spec 1, Matches; spec 3, Elo after the series). */
public final class Elo implements RatingSystem {
  private static final int K = 32;
  private static final int START = 1500;

  @Override
  public int start() {
    return START;
  }

  @Override
  public int gain(int winnerBefore, int loserBefore) {
    double expected = 1 / (1 + Math.pow(10, (loserBefore - winnerBefore) / 400.0));
    return (int) Math.round(K * (1 - expected));
  }
}
