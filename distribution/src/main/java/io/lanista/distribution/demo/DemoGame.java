package io.lanista.distribution.demo;

import io.lanista.distribution.StartupException;
import io.lanista.plugins.slippi.SlippiReplayReader;
import io.lanista.plugins.slippi.format.GeneratedGame;
import io.lanista.plugins.slippi.format.RecordedGame;
import io.lanista.ports.replay.InvalidReplayException;
import io.lanista.ports.replay.Recording;
import io.lanista.ports.replay.Recording.RecordedPlayer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The recorded game that a demo plays.
 *
 * @param file where the recording lies
 */
record DemoGame(Path file, RecordedGame frames, Recording recording) {
  private static final long LARGEST = 256L << 20;

  /**
   * Takes the given recording, else the one an interrupted demo left in this folder, else a new one
   * from the generator.
   */
  static DemoGame choose(Optional<Path> replay, Path folder) throws StartupException {
    if (replay.isPresent()) {
      return read(replay.get());
    }
    Path file = folder.resolve("demo.slp");
    try {
      if (!Files.exists(file)) {
        GeneratedGame game =
            GeneratedGame.ofSeed(ThreadLocalRandom.current().nextLong()).withStart(Instant.now());
        Files.write(file, game.bytes());
      }
    } catch (IOException failed) {
      throw new StartupException("The demo's game could not be written to " + file + ".", failed);
    }
    return read(file);
  }

  private static DemoGame read(Path file) throws StartupException {
    try {
      if (Files.size(file) > LARGEST) {
        throw new StartupException(file + " is too large to be a recorded game.");
      }
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).asReadOnlyBuffer();
      DemoGame game =
          new DemoGame(
              file,
              RecordedGame.read(bytes.duplicate()),
              new SlippiReplayReader().read(bytes.duplicate()));
      game.check();
      return game;
    } catch (IOException failed) {
      throw new StartupException(file + " cannot be read: " + failed.getMessage(), failed);
    } catch (InvalidReplayException invalid) {
      throw new StartupException(
          file + " is not a game the demo can play: " + invalid.getMessage(), invalid);
    }
  }

  private void check() throws StartupException {
    if (recording.verdict() != Recording.Verdict.WON) {
      throw new StartupException(
          file + " does not show a winner (" + recording.reason() + "), so it makes no match.");
    }
    if (recording.players().size() != 2
        || recording.players().stream().anyMatch(p -> p.connectCode().isEmpty())) {
      throw new StartupException(
          file + " does not name two players by connect code; take a game played over the net.");
    }
  }

  RecordedPlayer player(int index) {
    return recording.players().get(index);
  }

  RecordedPlayer winner() {
    return player(0).winner() ? player(0) : player(1);
  }

  RecordedPlayer loser() {
    return player(0).winner() ? player(1) : player(0);
  }
}
