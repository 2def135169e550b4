package io.lanista.plugins.slippi.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Plays a game to generate, frame by frame: two fighters that know how they will end. */
final class Fight {
  private final GeneratedGame game;

  Fight(GeneratedGame game) {
    this.game = game;
  }

  List<Frame> frames() {
    FighterPath first = path(0);
    FighterPath second = path(1);
    List<Frame> frames = new ArrayList<>(game.frames());
    for (int i = 0; i < game.frames(); i++) {
      PlayerFrame one = first.step(i, second.x());
      PlayerFrame other = second.step(i, first.x());
      frames.add(new Frame(Commands.FIRST_FRAME + i, List.of(one, other)));
    }
    return frames;
  }

  private FighterPath path(int index) {
    return new FighterPath(
        index + 1,
        new LifePlan(game, game.fighters().get(index), index),
        new Random(game.seed() * 31 + index));
  }
}
