package io.lanista.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes files reachable for a user that may not enter a folder above them, such as {@code /root}:
 * in a mount namespace of its own, that folder's child is bound to a place everyone may enter. Only
 * root can do this, and only root needs it. Immutable.
 */
final class Staging {
  private static final List<Path> PLACES =
      Stream.of("/mnt", "/media", "/srv", "/opt", "/home", "/run").map(Path::of).toList();

  private final Path place;
  private final List<Path> bound;

  private Staging(Path place, List<Path> bound) {
    this.place = place;
    this.bound = List.copyOf(bound);
  }

  /**
   * What has to be bound so that everyone can reach these.
   *
   * @param sources absolute, without links
   */
  static Staging of(Collection<Path> sources) throws IOException {
    List<Path> bound = new ArrayList<>();
    for (Path source : sources) {
      Optional<Path> needed = belowWhatIsShut(source);
      if (needed.isPresent() && !bound.contains(needed.get())) {
        bound.add(needed.get());
      }
    }
    Path place =
        PLACES.stream()
            .filter(Files::isDirectory)
            .filter(folder -> sources.stream().noneMatch(source -> source.startsWith(folder)))
            .findFirst()
            .orElseThrow(() -> new IOException("There is no empty place to bind folders to."));
    return new Staging(place, bound);
  }

  /** The child of the deepest folder above a path that others may not enter. */
  private static Optional<Path> belowWhatIsShut(Path source) throws IOException {
    for (Path child = source; child.getParent() != null; child = child.getParent()) {
      if (!Files.getPosixFilePermissions(child.getParent())
          .contains(PosixFilePermission.OTHERS_EXECUTE)) {
        return Optional.of(child);
      }
    }
    return Optional.empty();
  }

  boolean isNeeded() {
    return !bound.isEmpty();
  }

  /** Where a source is found then. */
  Path reachable(Path source) {
    for (int i = 0; i < bound.size(); i++) {
      if (source.startsWith(bound.get(i))) {
        Path below = bound.get(i).relativize(source);
        Path at = place.resolve(Integer.toString(i));
        return below.toString().isEmpty() ? at : at.resolve(below);
      }
    }
    return source;
  }

  /**
   * The beginning of a command that binds them and then does what follows. Paths are arguments and
   * no part of the script.
   */
  List<String> command() throws IOException {
    StringBuilder script =
        new StringBuilder("mount -t tmpfs -o size=64k,mode=755 none " + place + " || exit 1\n");
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < bound.size(); i++) {
      String at = place.resolve(Integer.toString(i)).toString();
      script.append(Files.isDirectory(bound.get(i)) ? "mkdir " + at : ": > " + at);
      script.append(" && mount --bind \"$1\" ").append(at).append(" || exit 1\nshift\n");
      arguments.add(bound.get(i).toString());
    }
    script.append("exec \"$@\"\n");
    List<String> command =
        new ArrayList<>(
            List.of(
                Tools.find("unshare").toString(),
                "--mount",
                "--propagation",
                "private",
                "/bin/sh",
                "-c",
                script.toString(),
                "stage"));
    command.addAll(arguments);
    return command;
  }
}
