package io.lanista.distribution.doctor;

import io.lanista.distribution.StartupException;
import io.lanista.distribution.config.DataConfig;
import io.lanista.distribution.config.LanistaConfig;
import io.lanista.distribution.data.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The data folder: there, writable, free, and closed to others. */
final class DataFolderCheck implements Check {
  @Override
  public List<Finding> look(LanistaConfig config) {
    DataConfig data = config.data();
    if (!Files.exists(data.dir())) {
      return List.of(missing(data.dir()));
    }
    List<Finding> findings = new ArrayList<>();
    try (DataFolder folder = DataFolder.open(data)) {
      long free = Files.getFileStore(folder.root()).getUsableSpace() >> 20;
      findings.add(Finding.ok("data folder", data.dir() + ", " + free + " MiB free"));
      findings.add(replays(folder.replays()));
      openToOthers(data.dir(), findings);
    } catch (StartupException | IOException unusable) {
      findings.add(Finding.bad("data folder", unusable.getMessage(), ""));
    }
    return findings;
  }

  private static Finding missing(Path folder) {
    Path parent = folder;
    while (parent != null && !Files.exists(parent)) {
      parent = parent.getParent();
    }
    if (parent != null && Files.isDirectory(parent) && Files.isWritable(parent)) {
      return Finding.ok("data folder", folder + " will be made at the first start");
    }
    return Finding.bad(
        "data folder",
        folder + " is missing and " + parent + " is not writable by this user",
        "Make it for this user, or choose another with --data.");
  }

  private static Finding replays(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder, 4)) {
      return Finding.ok("replays", files.filter(Files::isRegularFile).count() + " stored");
    }
  }

  private static void openToOthers(Path folder, List<Finding> findings) throws IOException {
    if (!Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
    if (permissions.contains(PosixFilePermission.OTHERS_READ)
        || permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
      findings.add(
          Finding.note(
              "data folder", "others have access to " + folder, "Run: chmod 700 " + folder));
    }
  }
}
