package io.lanista.distribution.data;

import io.lanista.distribution.StartupException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A lock on a file, which holds the number of the process that has it. The system lets go of it
 * when the process dies, however it dies.
 */
final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  static FolderLock take(Path file, Path folder) throws IOException, StartupException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (!tryLock(channel)) {
        throw new StartupException(
            "The data folder "
                + folder
                + " is in use by another Lanista"
                + holder(channel)
                + ". Stop that one, or choose another folder with --data.");
      }
      channel.truncate(0);
      channel.write(bytes(ProcessHandle.current().pid() + "\n"), 0);
      return new FolderLock(channel);
    } catch (IOException | StartupException failed) {
      channel.close();
      throw failed;
    }
  }

  /** Whether some process has it now. */
  static boolean isHeld(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return !tryLock(channel);
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      // Beyond the text, so that where locks are mandatory others can still read who holds it.
      FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
      return lock != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(32);
    channel.read(text, 0);
    String pid = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip();
    return pid.matches("\\d{1,10}") ? " (process " + pid + ")" : "";
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException alreadyGone) {
      // The system releases the lock with the process at the latest.
      System.getLogger(FolderLock.class.getName())
          .log(System.Logger.Level.DEBUG, "closing the lock failed", alreadyGone);
    }
  }
}
