package io.lanista.http.v1;

import io.lanista.ports.hosting.Controls;
import io.lanista.ports.hosting.FighterProtocol;
import io.lanista.ports.hosting.WorldResult;
import io.lanista.ports.hosting.WorldState;

/** A protocol of single words, for fighters that press nothing. */
final class WordProtocol implements FighterProtocol {
  static final String HELLO = "hello";
  static final String ACT = "act";

  @Override
  public String hello() {
    return HELLO;
  }

  @Override
  public void checkHello(String line) throws BadLineException {
    if (!line.equals(HELLO)) {
      throw new BadLineException("This is no hello: " + line);
    }
  }

  @Override
  public String gameStart(int game, int port, String opponent, String stage, String config) {
    return "start";
  }

  @Override
  public String act(WorldState state) {
    return ACT;
  }

  @Override
  public Controls controls(String line) {
    return Controls.NEUTRAL;
  }

  @Override
  public String gameEnd(int game, WorldResult result, boolean won) {
    return "end";
  }
}
