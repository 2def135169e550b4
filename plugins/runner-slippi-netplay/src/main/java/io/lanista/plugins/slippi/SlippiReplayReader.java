package io.lanista.plugins.slippi;

import io.lanista.plugins.slippi.format.GameStart;
import io.lanista.plugins.slippi.format.RecordedGame;
import io.lanista.ports.replay.InvalidReplayException;
import io.lanista.ports.replay.Recording;
import io.lanista.ports.replay.Recording.RecordedPlayer;
import io.lanista.ports.replay.ReplayReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Reads a {@code .slp} of a game between two players. Connect codes come from the game itself. */
public final class SlippiReplayReader implements ReplayReader {
  @Override
  public Recording read(ByteBuffer recording) throws InvalidReplayException {
    RecordedGame game = RecordedGame.read(recording);
    List<GameStart.Player> players = game.start().players();
    if (game.start().teams()) {
      throw new InvalidReplayException("The recording shows a team game; a match is one on one.");
    }
    if (players.size() != 2) {
      throw new InvalidReplayException(
          "The recording shows " + players.size() + " players; a match is between two.");
    }
    Ending ending = Ending.of(game);
    return new Recording(
        game.metadata().startedAt(),
        recorded(game, ending.winner()),
        ending.verdict(),
        ending.reason(),
        game.frameCount());
  }

  private static List<RecordedPlayer> recorded(RecordedGame game, OptionalInt winner) {
    List<RecordedPlayer> recorded = new ArrayList<>(2);
    for (GameStart.Player player : game.start().players()) {
      // What the metadata calls a player is good enough to show, not to prove who it was.
      String name = player.displayName();
      recorded.add(
          new RecordedPlayer(
              player.connectCode(),
              name.isEmpty() ? game.metadata().of(player.index()).shown() : name,
              player.port(),
              player.character(),
              game.standings().get(recorded.size()).stocks(),
              winner.isPresent() && winner.getAsInt() == player.index()));
    }
    return recorded;
  }
}
