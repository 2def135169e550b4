package io.lanista.ports.match;

import java.nio.ByteBuffer;
import java.time.Instant;

class FakeCoordinatedGameTest extends CoordinatedGameContract {
  @Override
  protected CoordinatedGame game() {
    return new FakeCoordinatedGame();
  }

  @Override
  protected ByteBuffer recording(String winner, String loser, Instant start) {
    return FakeCoordinatedGame.recording(start, winner, 3, loser, 1);
  }
}
