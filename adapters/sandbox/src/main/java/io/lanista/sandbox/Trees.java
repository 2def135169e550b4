package io.lanista.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/** Folders with everything in them. Links are never followed. */
final class Trees {
  private static final Set<PosixFilePermission> READ_ONLY =
      PosixFilePermissions.fromString("r-xr-xr-x");
  private static final Set<PosixFilePermission> MINE = PosixFilePermissions.fromString("rwx------");

  /** Of most file systems. */
  private static final long BLOCK = 4096;

  private Trees() {}

  /**
   * Makes all in a folder, though not the folder itself, readable and startable for everyone and
   * writable for nobody, and brings it to the disk. A zip's modes say nothing when it was made on
   * another system.
   */
  static void seal(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            sync(file);
            readOnly(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path inner, IOException failed)
              throws IOException {
            sync(inner);
            if (!inner.equals(folder)) {
              readOnly(inner);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  static void readOnly(Path file) throws IOException {
    Files.setPosixFilePermissions(file, READ_ONLY);
  }

  /** Brings a file's bytes, or a folder's names, to the disk. */
  static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** How much room a folder takes: each file and folder in whole blocks, and one at least. */
  static long room(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      long blocks = 0;
      for (Path each : (Iterable<Path>) all::iterator) {
        long bytes = Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS) ? 0 : Files.size(each);
        blocks += Math.max(1, (bytes + BLOCK - 1) / BLOCK);
      }
      return blocks * BLOCK;
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  /** Removes a folder, read-only or not. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes)
              throws IOException {
            Files.setPosixFilePermissions(inner, MINE);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path inner, IOException failed)
              throws IOException {
            Files.delete(inner);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
