package io.lanista.plugins.slippi.format;

import java.util.Random;

/**
 * When a fighter loses its stocks and how hurt it is in between, so that it ends the game with just
 * the stocks and the damage asked for.
 */
final class LifePlan {
  /** Nobody is hurt before the fighters can move. */
  private static final int READY = 84;

  private final int stocks;
  private final int[] deaths;
  private final int[] worst;
  private final int lastFrame;

  LifePlan(GeneratedGame game, Fighter fighter, int index) {
    Random random = new Random(game.seed() * 17 + index);
    stocks = game.stocks();
    lastFrame = game.frames() - 1;
    int lost = stocks - fighter.finalStocks();
    boolean wipedOut = fighter.finalStocks() == 0;
    deaths = new int[lost];
    worst = new int[lost + 1];
    int lives = wipedOut ? lost : lost + 1;
    double life = (double) (lastFrame - READY) / lives;
    for (int i = 0; i < lost; i++) {
      double jitter = (random.nextDouble() - 0.5) * life / 2;
      deaths[i] = READY + (int) (life * (i + 1) + jitter);
      worst[i] = 70 + random.nextInt(90);
    }
    if (wipedOut) {
      deaths[lost - 1] = lastFrame;
    }
    worst[lost] = wipedOut ? 0 : fighter.finalPercent();
  }

  int stocksAt(int frame) {
    return stocks - lostBy(frame);
  }

  /** The damage, which grows hit by hit over a life, the last hit shortly before it ends. */
  int percentAt(int frame) {
    int life = lostBy(frame);
    int from = life == 0 ? READY : deaths[life - 1];
    int until = life < deaths.length ? deaths[life] : lastFrame;
    if (frame <= from && frame < until) {
      return 0;
    }
    int span = Math.max(1, until - from);
    int hits = 8;
    int landed = frame >= lastFrame ? hits : Math.min(hits, (frame - from) * (hits + 1) / span);
    return Math.max(0, worst[life] * landed / hits);
  }

  /** Frames since the last stock was lost, or a large number. */
  int sinceDeath(int frame) {
    int lost = lostBy(frame);
    return lost == 0 ? Integer.MAX_VALUE : frame - deaths[lost - 1];
  }

  private int lostBy(int frame) {
    int lost = 0;
    while (lost < deaths.length && deaths[lost] <= frame) {
      lost++;
    }
    return lost;
  }
}
