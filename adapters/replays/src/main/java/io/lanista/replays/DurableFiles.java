package io.lanista.replays;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * Writes files so that a crash leaves all of one or none of it: into a folder of their own, forced
 * to the disk, then renamed. The rename counts once the target's folder is on the disk, too.
 */
final class DurableFiles {
  private static final String PART = ".part";

  /** Windows cannot open a folder as a file; there the rename is as durable as it gets. */
  private static final boolean CAN_SYNC_FOLDERS =
      !System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

  private final Path incoming;

  /**
   * Writes by way of a folder.
   *
   * @param incoming for half-written files; on the same file system as their targets
   */
  DurableFiles(Path incoming) {
    this.incoming = incoming;
  }

  /** Makes the folder for half-written files and empties it. */
  void prepare() throws IOException {
    makeFolder(incoming);
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(incoming, "*" + PART)) {
      for (Path leftover : leftovers) {
        Files.deleteIfExists(leftover);
      }
    }
  }

  /** Writes a file, replacing it if it is there. */
  void write(Path target, ByteBuffer bytes) throws IOException {
    makeFolder(target.getParent());
    Path part = Files.createTempFile(incoming, "replay-", PART);
    try {
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
    syncName(target);
  }

  /**
   * Brings a file's name to the disk, whoever gave it: an earlier process may have been killed
   * between the rename and this.
   */
  void syncName(Path file) throws IOException {
    Path root = incoming.getParent();
    for (Path at = file.getParent(); at.startsWith(root); at = at.getParent()) {
      sync(at);
    }
  }

  /** Brings a folder's names to the disk. */
  void sync(Path folder) throws IOException {
    if (CAN_SYNC_FOLDERS) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private void makeFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    makeFolder(folder.getParent());
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException madeMeanwhile) {
      if (!Files.isDirectory(folder)) {
        throw madeMeanwhile;
      }
    }
    sync(folder.getParent());
  }
}
