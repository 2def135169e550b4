package io.lanista.plugins.duel;

import io.lanista.ports.hosting.HostedGame;
import io.lanista.ports.hosting.World;
import io.lanista.ports.hosting.WorldStart;
import java.util.Optional;

/**
 * The game {@code duel}. A fighter's config may say {@code {"character": "CIRCLE"}}; without one it
 * is a square. The recording is the engine's own, from which a game can be played again.
 */
final class DuelGame implements HostedGame {
  private final DuelRules rules;

  DuelGame(DuelRules rules) {
    this.rules = rules;
  }

  @Override
  public String game() {
    return "duel";
  }

  @Override
  public String recordingFormat() {
    return "jsonl";
  }

  @Override
  public Optional<String> whyUnavailable() {
    return Optional.empty();
  }

  @Override
  public World open(WorldStart start) {
    return new DuelWorld(
        new Duel(
            rules,
            start.seed(),
            DuelCharacter.in(start.p1().config()),
            DuelCharacter.in(start.p2().config())));
  }
}
