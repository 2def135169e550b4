package io.lanista.replays;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells a full disk from one that fails otherwise, and says it to the operator once, not for every
 * recording that is refused. Thread-safe.
 */
final class Room {
  private static final System.Logger LOG = System.getLogger(Room.class.getName());

  /** What a file system may need besides the bytes: names, folders, its own blocks. */
  private static final long OVERHEAD = 64 * 1024;

  private final Path root;
  private final AtomicBoolean full = new AtomicBoolean();

  Room(Path root) {
    this.root = root;
  }

  /** A recording was kept. */
  void enough() {
    if (full.get() && full.compareAndSet(true, false)) {
      LOG.log(Level.INFO, "Recordings are kept again in {0}.", root);
    }
  }

  /**
   * What a failed write means.
   *
   * @param bytes what was to be written
   * @return the failure itself, if it was not for lack of room
   * @throws EngineException STORAGE_UNAVAILABLE if there is no room
   */
  IOException full(IOException failed, long bytes) throws IOException {
    // The words of the system differ ("No space left on device", "Disk quota exceeded").
    boolean saysSo = String.valueOf(failed.getMessage()).matches("(?is).*(space|quota|full).*");
    if (!saysSo && Files.getFileStore(root).getUsableSpace() >= bytes + OVERHEAD) {
      return failed;
    }
    if (full.compareAndSet(false, true)) {
      LOG.log(
          Level.ERROR,
          "The disk of the recordings, {0}, is full ({1}): uploads are refused until there is room."
              + " Make room on it; a restart is not needed.",
          root,
          failed.getMessage());
    }
    throw new EngineException(
        ErrorCode.STORAGE_UNAVAILABLE,
        "The server's disk for recordings is full, and this one was not kept: try again later. Its"
            + " operator has to make room.",
        failed);
  }
}
