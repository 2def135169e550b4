package io.lanista.plugins.slippi;

import io.lanista.plugins.slippi.format.GeneratedGame;
import io.lanista.ports.match.CoordinatedGame;
import io.lanista.ports.match.CoordinatedGameContract;
import java.nio.ByteBuffer;
import java.time.Instant;

class SlippiNetplayTest extends CoordinatedGameContract {
  @Override
  protected CoordinatedGame game() {
    return new SlippiNetplay();
  }

  @Override
  protected ByteBuffer recording(String winner, String loser, Instant start) {
    GeneratedGame game = GeneratedGame.ofSeed(1).withStart(start);
    boolean first = game.winner().orElseThrow() == 0;
    return ByteBuffer.wrap(game.withCodes(first ? winner : loser, first ? loser : winner).bytes())
        .asReadOnlyBuffer();
  }
}
