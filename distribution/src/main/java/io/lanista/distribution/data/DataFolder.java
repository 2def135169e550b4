package io.lanista.distribution.data;

import io.lanista.distribution.StartupException;
import io.lanista.distribution.config.DataConfig;
import io.lanista.distribution.config.DataSize;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A data folder, held by this process until closed: {@code db/}, {@code replays/}, {@code
 * fighters/}, {@code fighter-logs/}, the files {@code lock} and {@code plugins-disabled}, and the
 * folders {@code plugins-work/}, {@code hosting-work/} and {@code sandbox-work/}, which may be
 * emptied while no server runs. What it makes is readable by its owner only; a folder that exists
 * keeps the permissions its owner gave it.
 */
public final class DataFolder implements AutoCloseable {
  private static final String FIGHTERS = "fighters";
  private static final String FIGHTER_LOGS = "fighter-logs";
  private static final String HOSTING_WORK = "hosting-work";
  private static final String SANDBOX_WORK = "sandbox-work";

  private final Path root;
  private final FolderLock lock;

  private DataFolder(Path root, FolderLock lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * Makes what is missing and takes the lock.
   *
   * @throws StartupException if it cannot be written, another process holds it, or the disk is
   *     nearly full
   */
  public static DataFolder open(DataConfig config) throws StartupException {
    Path root = config.dir();
    try {
      make(root);
      FolderLock lock = FolderLock.take(root.resolve("lock"), root);
      try {
        checkSpace(root, config.minFreeSpace());
        make(root.resolve("db"));
        make(root.resolve("replays"));
        make(root.resolve("plugins-work"));
        make(root.resolve(FIGHTERS));
        make(root.resolve(FIGHTER_LOGS));
        make(root.resolve(HOSTING_WORK));
        make(root.resolve(SANDBOX_WORK));
        return new DataFolder(root, lock);
      } catch (IOException | StartupException failed) {
        lock.close();
        throw failed;
      }
    } catch (IOException unusable) {
      throw new StartupException(
          "The data folder "
              + root
              + " cannot be used ("
              + unusable.getClass().getSimpleName()
              + ": "
              + unusable.getMessage()
              + "). Give this user write access to it, or choose another with --data.",
          unusable);
    }
  }

  /**
   * Whether a process holds a data folder; one that is not there is held by nobody.
   *
   * @throws IOException if its lock cannot be looked at
   */
  public static boolean isInUse(Path root) throws IOException {
    Path lock = root.resolve("lock");
    return Files.exists(lock) && FolderLock.isHeld(lock);
  }

  static void make(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path existing = folder;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    boolean posix =
        existing != null && Files.getFileStore(existing).supportsFileAttributeView("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    Files.createDirectories(folder, ownerOnly);
  }

  private static void checkSpace(Path root, DataSize least) throws IOException, StartupException {
    FileStore store = Files.getFileStore(root);
    long free = store.getUsableSpace();
    if (free < least.bytes()) {
      throw new StartupException(
          "The disk of the data folder "
              + root
              + " has "
              + (free >> 20)
              + " MiB free, less than data.min-free-space ("
              + least
              + "). Make room, or lower that key.");
    }
  }

  public Path root() {
    return root;
  }

  /** Where database files lie. */
  public Path db() {
    return root.resolve("db");
  }

  /** The SQLite database's file. */
  public Path database() {
    return databaseIn(root);
  }

  /** Where uploaded replays lie. */
  public Path replays() {
    return root.resolve("replays");
  }

  /** Where fighters' files lie, unpacked. */
  public Path fighters() {
    return root.resolve(FIGHTERS);
  }

  /** Where uploads are received; may be emptied whenever no server runs. */
  public static Path uploadsIn(Path root) {
    return root.resolve(HOSTING_WORK);
  }

  /** Where lies what fighters wrote to stderr. */
  public Path fighterLogs() {
    return root.resolve(FIGHTER_LOGS);
  }

  /** What is needed while a game is played; may be emptied whenever no server runs. */
  public Path hostingWork() {
    return root.resolve(HOSTING_WORK);
  }

  /** What sandboxes are made of; may be emptied whenever no server runs. */
  public Path sandboxWork() {
    return root.resolve(SANDBOX_WORK);
  }

  /** Where plugins are unpacked; may be emptied whenever no server runs. */
  public Path pluginsWork() {
    return pluginsWorkIn(root);
  }

  /** Where a data folder's plugins are unpacked and uploads received. */
  public static Path pluginsWorkIn(Path root) {
    return root.resolve("plugins-work");
  }

  /** The file that says which plugins are disabled. */
  public Path disabledPlugins() {
    return disabledPluginsIn(root);
  }

  /** Where a data folder says which plugins are disabled, whether or not it is open. */
  public static Path disabledPluginsIn(Path root) {
    return root.resolve("plugins-disabled");
  }

  /** Where a data folder's SQLite database lies, whether or not it is open. */
  public static Path databaseIn(Path root) {
    return root.resolve("db").resolve("lanista.db");
  }

  /** Gives the folder free for another server. */
  @Override
  public void close() {
    lock.close();
  }
}
