package io.lanista.plugins.duel;

/** Where it is played: a floor over an abyss. Lengths are hundredths of a unit. */
enum DuelStage {
  PLAIN(6000, 11_000),
  BRIDGE(8500, 12_500),
  PILLAR(3500, 9000);

  /** From the middle to each edge of the floor. */
  final int edge;

  /** From the middle to where a stock is lost. */
  final int end;

  DuelStage(int edge, int end) {
    this.edge = edge;
    this.end = end;
  }
}
