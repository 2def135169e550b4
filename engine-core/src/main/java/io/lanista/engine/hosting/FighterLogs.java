package io.lanista.engine.hosting;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What fighters wrote to stderr, one file for each game and side, bounded by the sandbox; after it
 * stands what the engine has to say to the fighter's owner. For the owner alone: who asks is the
 * caller's to check. A game that is played again writes its log anew. Thread-safe.
 */
public final class FighterLogs {
  private final Path folder;
  private final HostingSettings.Folders settings;
  private final Clock clock;

  @Inject
  public FighterLogs(HostingSettings settings, Clock clock) {
    this.settings = settings.folders();
    this.folder = settings.folders().logs();
    this.clock = clock;
  }

  /**
   * Opens a log; empty if there is none (any more). The caller closes it.
   *
   * @param game from 1
   */
  public Optional<InputStream> open(MatchId match, int game, Side side) throws IOException {
    try {
      return Optional.of(Files.newInputStream(file(match, game, side)));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /** An empty file for a fighter that is about to be started. */
  Path begin(MatchId match, int game, Side side) throws IOException {
    Path file = file(match, game, side);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[0]);
    return file;
  }

  /** Adds what the engine has to say, once the fighter is gone. */
  void end(MatchId match, int game, Side side, List<String> notes) throws IOException {
    if (!notes.isEmpty()) {
      StringBuilder text = new StringBuilder();
      notes.forEach(note -> text.append("[lanista] ").append(note).append('\n'));
      Path file = file(match, game, side);
      Files.createDirectories(file.getParent());
      Files.write(
          file,
          text.toString().getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  /** Removes the logs of matches that ended longer ago than logs are kept. */
  void prune() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Instant oldest = clock.instant().minus(settings.keepLogs());
    try (DirectoryStream<Path> matches = Files.newDirectoryStream(folder)) {
      for (Path match : matches) {
        if (isOurs(match) && Files.getLastModifiedTime(match).toInstant().isBefore(oldest)) {
          WorkFolders.delete(match);
        }
      }
    }
  }

  private static boolean isOurs(Path match) {
    try {
      return UUID.fromString(match.getFileName().toString()) != null;
    } catch (IllegalArgumentException somethingElse) {
      return false;
    }
  }

  private Path folder(MatchId match) {
    return folder.resolve(match.toString());
  }

  private Path file(MatchId match, int game, Side side) {
    return folder(match).resolve(game + "-" + side + ".log");
  }
}
