package io.lanista.engine.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder that plugins are put into. A file in it is whole or not there: what is installed is
 * written under another name first and renamed.
 */
final class PluginFolder {
  private static final Logger LOG = System.getLogger(PluginFolder.class.getName());

  private final Path folder;
  private final ArtifactLimits limits;

  /** A file in the folder, and which plugin it says it is. */
  record Found(Path file, Descriptor descriptor) {}

  PluginFolder(Path folder, ArtifactLimits limits) {
    this.folder = folder;
    this.limits = limits;
  }

  Path path() {
    return folder;
  }

  boolean exists() {
    return Files.isDirectory(folder);
  }

  /** Every zip and jar in it, by name. */
  List<Path> artifacts() {
    return list().stream()
        .filter(
            file -> {
              String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
              return name.endsWith(".zip") || name.endsWith(".jar");
            })
        .toList();
  }

  /**
   * The file that counts for each id: of several, as a crash in the middle of an install can leave
   * them, the one with the highest version; of equal ones, the first by name.
   */
  Map<String, Found> newest() {
    Map<String, Found> newest = new TreeMap<>();
    for (Found each : readable()) {
      newest.merge(
          each.descriptor().id(),
          each,
          (one, other) -> other.descriptor().compareVersion(one.descriptor()) > 0 ? other : one);
    }
    return newest;
  }

  Optional<Found> newest(String id) {
    return Optional.ofNullable(newest().get(id));
  }

  /** The file of a plugin: the one that counts, or else one that says it is that plugin's. */
  Optional<Path> fileOf(String id) {
    return newest(id).map(Found::file).or(() -> stating(id));
  }

  private Optional<Path> stating(String id) {
    for (Path file : artifacts()) {
      try (Artifact artifact = Artifact.open(file, limits)) {
        if (artifact.statedId().equals(Optional.of(id))) {
          return Optional.of(file);
        }
      } catch (IOException | PluginRefusedException nobodys) {
        LOG.log(Level.DEBUG, "{0}: {1}", file, nobodys.getMessage());
      }
    }
    return Optional.empty();
  }

  /** Where a plugin would be put. */
  Path placeOf(Descriptor descriptor, boolean jar) {
    return folder.resolve(descriptor.id() + "-" + descriptor.version() + (jar ? ".jar" : ".zip"));
  }

  /** Copies a file to its place, as one step. */
  void put(Path source, Path place) throws IOException {
    ForcedFile.copy(source, place);
  }

  /** Deletes the other files of a plugin that was just put in place. */
  void removeOthers(String id, Path keep) {
    for (Found each : readable()) {
      if (each.descriptor().id().equals(id) && !each.file().equals(keep)) {
        try {
          Files.deleteIfExists(each.file());
          LOG.log(Level.INFO, "Deleted {0}: {1} replaces it.", each.file(), keep.getFileName());
        } catch (IOException kept) {
          LOG.log(
              Level.WARNING,
              "Could not delete {0}, which {1} replaces: {2}",
              each.file(),
              keep.getFileName(),
              kept.getMessage());
        }
      }
    }
  }

  /** Deletes what an install left that was killed half-way. */
  void deleteHalfWritten() {
    for (Path file : list()) {
      String name = file.getFileName().toString();
      if (name.startsWith(".") && name.endsWith(ForcedFile.PART)) {
        Generation.delete(file);
      }
    }
  }

  private List<Found> readable() {
    List<Found> found = new ArrayList<>();
    for (Path file : artifacts()) {
      try (Artifact artifact = Artifact.open(file, limits)) {
        found.add(new Found(file, artifact.descriptor()));
      } catch (IOException | PluginRefusedException unreadable) {
        // Loading it tells why; here it is nobody's file.
        LOG.log(Level.DEBUG, "{0}: {1}", file, unreadable.getMessage());
      }
    }
    return found;
  }

  private List<Path> list() {
    if (!exists()) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read the folder " + folder, unreadable);
    }
  }
}
