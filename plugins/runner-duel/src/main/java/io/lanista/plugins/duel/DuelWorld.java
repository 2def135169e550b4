package io.lanista.plugins.duel;

import io.lanista.ports.hosting.Controls;
import io.lanista.ports.hosting.World;
import io.lanista.ports.hosting.WorldResult;
import io.lanista.ports.hosting.WorldState;
import io.lanista.ports.match.Side;
import java.util.Optional;

/** A duel as the engine sees it. */
final class DuelWorld implements World {
  private final Duel duel;
  private final StringBuilder text = new StringBuilder(400);

  DuelWorld(Duel duel) {
    this.duel = duel;
  }

  @Override
  public String stage() {
    return duel.stage().name();
  }

  @Override
  public WorldState state() {
    text.setLength(0);
    text.append("{\"frame\":").append(duel.frame());
    text.append(",\"stage\":\"").append(duel.stage().name()).append('"');
    side(Side.P1);
    side(Side.P2);
    return new WorldState(duel.frame(), text.append('}').toString());
  }

  private void side(Side side) {
    Duelist duelist = duel.duelist(side);
    text.append(",\"").append(side).append("\":{\"stocks\":").append(duelist.stocks);
    text.append(",\"percent\":").append(duelist.percent / 10).append('.');
    text.append(duelist.percent % 10);
    text.append(",\"character\":\"").append(duelist.character.name());
    length("\",\"x\":", duelist.x);
    length(",\"y\":", duelist.y);
    text.append(",\"facing\":").append(duelist.facing);
    text.append(",\"action\":\"").append(duelist.action(duel.stage())).append("\"}");
  }

  private void length(String key, int hundredths) {
    int size = Math.abs(hundredths);
    text.append(key).append(hundredths < 0 ? "-" : "").append(size / 100).append('.');
    text.append(size % 100 < 10 ? "0" : "").append(size % 100);
  }

  @Override
  public void apply(Controls p1, Controls p2) {
    duel.step(p1, p2);
  }

  @Override
  public Optional<WorldResult> result() {
    return duel.result();
  }

  @Override
  public void close() {
    // It holds nothing but itself.
  }
}
