package io.lanista.distribution.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The plugin artifacts of a folder. */
public final class PluginFiles {
  private PluginFiles() {}

  /**
   * Its zips and jars, by name; what is in folders below is not looked at.
   *
   * @throws IOException if there is no such folder, or it cannot be read
   */
  public static List<Path> in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("There is no plugins folder " + folder + ".");
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(".zip") || file.toString().endsWith(".jar"))
          .sorted()
          .toList();
    }
  }
}
