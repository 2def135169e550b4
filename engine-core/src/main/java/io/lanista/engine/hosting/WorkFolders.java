package io.lanista.engine.hosting;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A folder for every game while it is played. What a killed engine left there is removed, uploads
 * that were being received among it.
 */
record WorkFolders(Path root) {
  private static final String PREFIX = "game-";

  /** Games, and uploads as they are received; nothing else, should there be anything else. */
  private static final String OURS = "{" + PREFIX + "*,upload-*.part}";

  /** Removes what was left; to be called before the first game. */
  void clean() throws IOException {
    Files.createDirectories(root);
    try (DirectoryStream<Path> left = Files.newDirectoryStream(root, OURS)) {
      for (Path each : left) {
        delete(each);
      }
    }
  }

  /** A new, empty folder. */
  Path make() throws IOException {
    Files.createDirectories(root);
    return Files.createTempDirectory(root, PREFIX);
  }

  /** Removes a folder with everything in it, and follows no links. */
  static void delete(Path folder) throws IOException {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failed)
                throws IOException {
              if (failed != null) {
                throw failed;
              }
              Files.delete(folder);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (NoSuchFileException gone) {
      // Somebody else removed it, which is what was wanted.
    }
  }
}
