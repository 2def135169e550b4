package io.lanista.engine.hosting;

import io.lanista.ports.hosting.Button;
import io.lanista.ports.hosting.Controls;
import io.lanista.ports.hosting.FighterProtocol;
import io.lanista.ports.hosting.WorldResult;
import io.lanista.ports.hosting.WorldState;
import java.util.Set;

/** A protocol of single words: an answer is the place of the main stick, or {@code a}. */
final class PlainProtocol implements FighterProtocol {
  static final Controls A = new Controls(0.5, 0.5, 0.5, 0.5, 0, 0, Set.of(Button.A));

  static Controls stick(double x) {
    return new Controls(x, 0.5, 0.5, 0.5, 0, 0, Set.of());
  }

  @Override
  public String hello() {
    return "hello";
  }

  @Override
  public void checkHello(String line) throws BadLineException {
    if (!line.equals("hello")) {
      throw new BadLineException("This is no hello: " + line);
    }
  }

  @Override
  public String gameStart(int game, int port, String opponent, String stage, String config) {
    return "start " + game + " " + port + " " + opponent + " " + stage + " " + config;
  }

  @Override
  public String act(WorldState state) {
    return "act " + state.frame();
  }

  @Override
  public Controls controls(String line) throws BadLineException {
    try {
      return line.equals("a") ? A : stick(Double.parseDouble(line));
    } catch (NumberFormatException wrong) {
      throw new BadLineException("This is no place of a stick: " + line);
    }
  }

  @Override
  public String gameEnd(int game, WorldResult result, boolean won) {
    return "end " + game + " " + won;
  }
}
