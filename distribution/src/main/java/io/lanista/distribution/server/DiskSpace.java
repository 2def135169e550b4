package io.lanista.distribution.server;

import io.lanista.distribution.config.LanistaConfig;
import io.lanista.distribution.data.DataFolder;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** How much room there is where the server writes; the folders may lie on disks of their own. */
final class DiskSpace {
  /** With less, the next write may be refused. */
  private static final long LEAST = 1L << 20;

  private final Map<String, Path> folders;

  @Inject
  DiskSpace(LanistaConfig config) {
    Path root = config.data().dir();
    folders =
        Map.of(
            "database",
            DataFolder.databaseIn(root).getParent(),
            "replays",
            root.resolve("replays"));
  }

  /** The folders by what they are for. */
  Map<String, Path> folders() {
    return folders;
  }

  /** Bytes this process may still write there; NaN when the system does not say. */
  static double free(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException unknown) {
      return Double.NaN;
    }
  }

  /** Which disk is full, in words for anyone: no paths. */
  Optional<String> shortage() {
    return folders.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(folder -> free(folder.getValue()) < LEAST)
        .findFirst()
        .map(
            folder ->
                "The server's disk for the "
                    + folder.getKey()
                    + " is full: its operator has to make room; a restart is not needed.");
  }
}
