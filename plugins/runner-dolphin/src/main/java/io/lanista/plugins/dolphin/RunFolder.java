package io.lanista.plugins.dolphin;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A folder of this user alone with a note for every running game, the logs of the last ones, and
 * the bridge. Thread-safe.
 */
final class RunFolder {
  private static final System.Logger LOG = System.getLogger(RunFolder.class.getName());
  private static final String NOTE = ".game";
  private static final String LOGS = ".log";
  private static final int KEPT_LOGS = 50;

  private final Path folder;

  RunFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the folder if need be.
   *
   * @throws IOException if it is another user's, or open to others
   */
  private void prepare() throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(folder.getParent());
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    boolean ours =
        Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
            && Files.getOwner(folder).equals(Files.getOwner(Path.of("/proc/self")))
            && PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))
                .endsWith("------");
    if (!ours) {
      throw new IOException(
          folder
              + " is not a folder that only this user can enter. Remove it, or set"
              + " plugins.settings.runner-dolphin.run-folder to another place.");
    }
  }

  /** The note of a game that begins, by a name of its own. */
  GameNote note(String name) throws IOException {
    prepare();
    GameNote note = new GameNote(folder.resolve(name + NOTE));
    note.begin();
    return note;
  }

  /** The bridge's script, written anew, so that it is always this version's. */
  Path bridge() throws IOException {
    prepare();
    Path part = Files.createTempFile(folder, "bridge", ".part");
    try (InputStream script = RunFolder.class.getResourceAsStream("bridge.py")) {
      Files.copy(script, part, StandardCopyOption.REPLACE_EXISTING);
      return Files.move(part, folder.resolve("bridge.py"), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Where a new game's log goes; the oldest ones are removed. */
  Path log(String name) throws IOException {
    prepare();
    List<Path> logs = files("*" + LOGS);
    logs.sort(Comparator.comparing(file -> file.toFile().lastModified()));
    for (int i = 0; i <= logs.size() - KEPT_LOGS; i++) {
      Files.deleteIfExists(logs.get(i));
    }
    return folder.resolve(name + LOGS);
  }

  /** Ends the games of engines that are no more. */
  void endOrphans() {
    try {
      for (Path file : files("*" + NOTE)) {
        GameNote note = new GameNote(file);
        if (!note.isPlayed()) {
          end(note, file);
        }
      }
    } catch (NoSuchFileException none) {
      LOG.log(Level.DEBUG, "No game was ever played in Dolphin here.");
    } catch (IOException unreadable) {
      LOG.log(
          Level.WARNING,
          "Whether games in Dolphin were left running cannot be read: {0}",
          unreadable.getMessage());
    }
  }

  private static void end(GameNote note, Path file) throws IOException {
    Optional<Family> family = note.family();
    int found = family.isPresent() ? family.get().members().size() : 0;
    if (found == 0 || family.get().kill()) {
      note.delete();
      LOG.log(Level.INFO, "Ended {0} processes that an earlier engine left in Dolphin.", found);
    } else {
      LOG.log(Level.ERROR, "Processes of an earlier game in Dolphin cannot be ended: {0}", file);
    }
  }

  private List<Path> files(String pattern) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, pattern)) {
      entries.forEach(found::add);
    }
    return found;
  }
}
