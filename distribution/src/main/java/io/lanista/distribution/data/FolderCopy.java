package io.lanista.distribution.data;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;

/** Copies the files of a folder that may be in use. */
public final class FolderCopy {
  private FolderCopy() {}

  /**
   * Makes a folder, closed to others, if it is not there.
   *
   * @throws IOException if it holds something
   */
  public static void makeEmpty(Path folder) throws IOException {
    DataFolder.make(folder);
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.findAny().isPresent()) {
        throw new IOException(folder + " is not empty; nothing is overwritten");
      }
    }
  }

  /**
   * Copies whole files and leaves out what is half written: {@code .part} files.
   *
   * @return how many
   */
  public static long copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return 0;
    }
    long[] files = new long[1];
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            DataFolder.make(to.resolve(from.relativize(folder).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!file.toString().endsWith(".part")
                && copied(file, to.resolve(from.relativize(file).toString()))) {
              files[0]++;
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
            if (failed instanceof NoSuchFileException) {
              // It was deleted, or got its name, meanwhile.
              return FileVisitResult.CONTINUE;
            }
            throw failed;
          }
        });
    return files[0];
  }

  /** False if the file was deleted after it was found, as old recordings are. */
  private static boolean copied(Path file, Path to) throws IOException {
    try {
      Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
      return true;
    } catch (NoSuchFileException missing) {
      if (Files.exists(file)) {
        throw missing;
      }
      return false;
    }
  }
}
