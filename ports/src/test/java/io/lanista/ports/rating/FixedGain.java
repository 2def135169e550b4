package io.lanista.ports.rating;

/** A rating system for tests: everyone starts at 1000, and every win is worth ten. */
public final class FixedGain implements RatingSystem {
  @Override
  public int start() {
    return 1000;
  }

  @Override
  public int gain(int winnerBefore, int loserBefore) {
    return 10;
  }
}
