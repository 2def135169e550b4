package io.lanista.plugins.duel;

import io.lanista.ports.hosting.Controls;
import io.lanista.ports.hosting.WorldResult;
import io.lanista.ports.hosting.WorldResult.Standing;
import io.lanista.ports.match.Side;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A duel, frame by frame: nothing decides it but its seed and what is pressed. The seed chooses the
 * stage, how far apart they start, and who starts on the left; mirrored inputs give the mirrored
 * game.
 */
final class Duel {
  private final DuelRules rules;
  private final DuelStage stage;
  private final Duelist p1;
  private final Duelist p2;
  private int frame;

  Duel(DuelRules rules, long seed, DuelCharacter p1, DuelCharacter p2) {
    this.rules = rules;
    SplittableRandom chance = new SplittableRandom(seed);
    stage = DuelStage.values()[chance.nextInt(DuelStage.values().length)];
    int home = (chance.nextBoolean() ? -1 : 1) * chance.nextInt(1000, 3001);
    this.p1 = new Duelist(p1, rules.stocks(), home);
    this.p2 = new Duelist(p2, rules.stocks(), -home);
  }

  DuelStage stage() {
    return stage;
  }

  int frame() {
    return frame;
  }

  Duelist duelist(Side side) {
    return side == Side.P1 ? p1 : p2;
  }

  /** One frame. Both act on what was before it, so that neither is first. */
  void step(Controls one, Controls two) {
    p1.decide(one, stage);
    p2.decide(two, stage);
    boolean p1Hits = p1.reaches(p2);
    boolean p2Hits = p2.reaches(p1);
    if (p1Hits) {
      p2.suffer(p1);
    }
    if (p2Hits) {
      p1.suffer(p2);
    }
    p1.travel(stage);
    p2.travel(stage);
    frame++;
  }

  /** How it ended; empty while both have stocks and time is left. */
  Optional<WorldResult> result() {
    if (p1.stocks > 0 && p2.stocks > 0 && frame < rules.frames()) {
      return Optional.empty();
    }
    return Optional.of(new WorldResult(winner(), standing(p1), standing(p2), frame));
  }

  private Optional<Side> winner() {
    int ahead = p1.stocks != p2.stocks ? p1.stocks - p2.stocks : p2.percent - p1.percent;
    if (ahead == 0) {
      return Optional.empty();
    }
    return Optional.of(ahead > 0 ? Side.P1 : Side.P2);
  }

  private static Standing standing(Duelist duelist) {
    return new Standing(
        duelist.character.name(), Math.max(0, duelist.stocks), duelist.percent / 10.0);
  }
}
