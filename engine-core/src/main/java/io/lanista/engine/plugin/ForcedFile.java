package io.lanista.engine.plugin;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * Puts a file in its place so that a crash leaves the old one or the new one: written beside it
 * under a name nobody looks for, forced to the disk, then renamed.
 */
final class ForcedFile {
  /** How the names of half-written files end. */
  static final String PART = ".part";

  /** Windows cannot open a folder as a file; there the rename is as durable as it gets. */
  private static final boolean CAN_SYNC_FOLDERS =
      !System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

  /** Writes a file's content. */
  @FunctionalInterface
  interface Content {
    void to(FileChannel out) throws IOException;
  }

  private ForcedFile() {}

  static void replace(Path target, Content content) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path part = folder.resolve("." + target.getFileName() + PART);
    try {
      try (FileChannel out =
          FileChannel.open(
              part,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        content.to(out);
        out.force(true);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
    sync(folder);
  }

  static void copy(Path source, Path target) throws IOException {
    replace(target, out -> Files.copy(source, Channels.newOutputStream(out)));
  }

  /** Brings a folder's names to the disk. */
  static void sync(Path folder) throws IOException {
    if (CAN_SYNC_FOLDERS) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
