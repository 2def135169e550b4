package io.lanista.plugins.slippi.format;

import io.lanista.ports.replay.InvalidReplayException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * One pass over a recording. After a rollback frames are written again, so the last post-frame
 * written of each player is where it stood at the end.
 */
final class GameReading {
  /** A day of frames: longer than any match may last. */
  static final int MOST_FRAMES = 24 * 60 * 60 * 60;

  private final EventCursor event;
  private final int[] stocks = new int[GameStart.PLAYERS];
  private final float[] percents = new float[GameStart.PLAYERS];
  private int lastFrame = Commands.FIRST_FRAME - 1;

  GameReading(ByteBuffer recording) throws InvalidReplayException {
    event = new EventCursor(recording);
  }

  RecordedGame all() throws InvalidReplayException {
    GameStart start = start();
    start.players().forEach(player -> stocks[player.index()] = player.stocks());
    Optional<GameEnd> end = framesUntilEnd(start);
    Metadata metadata = Metadata.read(event.bytes(), event.skipToMetadata());
    List<RecordedGame.Standing> standings =
        start.players().stream()
            .map(p -> new RecordedGame.Standing(stocks[p.index()], percents[p.index()]))
            .toList();
    return new RecordedGame(
        start, end, metadata, standings, lastFrame - Commands.FIRST_FRAME + 1, event.bytes());
  }

  private GameStart start() throws InvalidReplayException {
    while (event.next()) {
      int command = event.command();
      if (command == Commands.GAME_START) {
        return GameStart.read(event);
      }
      if (command == Commands.POST_FRAME || command == Commands.GAME_END) {
        break;
      }
    }
    throw new InvalidReplayException("The recording does not say how its game starts.");
  }

  private Optional<GameEnd> framesUntilEnd(GameStart start) throws InvalidReplayException {
    while (event.next()) {
      switch (event.command()) {
        case Commands.POST_FRAME -> postFrame();
        case Commands.GAME_START ->
            throw new InvalidReplayException("The recording holds more than one game.");
        case Commands.GAME_END -> {
          return Optional.of(GameEnd.read(event, start.version()));
        }
        default -> {}
      }
    }
    return Optional.empty();
  }

  private void postFrame() throws InvalidReplayException {
    if (event.size() < PlayerFrame.LEAST_SIZE) {
      throw new InvalidReplayException(
          "The recording's frames have " + event.size() + " bytes, too few to hold the stocks.");
    }
    ByteBuffer bytes = event.bytes();
    int at = event.at();
    int frame = bytes.getInt(at + PlayerFrame.FRAME);
    if (frame < Commands.FIRST_FRAME || frame >= MOST_FRAMES) {
      throw new InvalidReplayException(
          "The recording is damaged at byte " + at + ": there is no frame " + frame + ".");
    }
    int player = bytes.get(at + PlayerFrame.PLAYER) & 0xFF;
    if (player < GameStart.PLAYERS && bytes.get(at + PlayerFrame.FOLLOWER) == 0) {
      lastFrame = frame;
      stocks[player] = bytes.get(at + PlayerFrame.STOCKS) & 0xFF;
      percents[player] = bytes.getFloat(at + PlayerFrame.PERCENT);
    }
  }
}
