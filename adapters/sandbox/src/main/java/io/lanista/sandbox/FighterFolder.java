package io.lanista.sandbox;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.fighter.FighterFiles;
import io.lanista.ports.fighter.FighterManifest;
import io.lanista.ports.replay.ReplayHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Fighters' files in a local folder: {@code <2 hex>/<sha256>/}, each read-only. They are unpacked
 * beside it, brought to the disk and renamed, so that what is there is whole. An operator's shared
 * fighters are copied in, so that a series that plays goes on with what it began with. Thread-safe;
 * one process at a time may have a folder open.
 */
public final class FighterFolder implements FighterFiles {
  private static final System.Logger LOG = System.getLogger(FighterFolder.class.getName());

  /** How an operator's folder looked when it was read, and what was found then. */
  private record Seen(String signature, Kept kept) {}

  private final Path root;
  private final Path incoming;
  private final Optional<Path> operators;
  private final Map<Path, Seen> seen = new HashMap<>();

  private FighterFolder(Path root, Optional<Path> operators) {
    this.root = root;
    this.incoming = root.resolve("incoming");
    this.operators = operators;
  }

  /**
   * Opens a folder, making it if need be, and removes what a crash left half unpacked.
   *
   * @param operators holds a folder for each shared fighter; may be absent
   */
  public static FighterFolder open(Path folder, Optional<Path> operators) throws IOException {
    FighterFolder files =
        new FighterFolder(folder.toAbsolutePath().normalize(), operators.map(Path::toAbsolutePath));
    Trees.delete(files.incoming);
    Files.createDirectories(files.incoming);
    return files;
  }

  @Override
  public Kept put(Path zip, Consumer<Kept> check) throws IOException {
    long size = Files.size(zip);
    if (size > MOST_BYTES) {
      throw new EngineException(
          ErrorCode.TOO_LARGE, "A fighter's zip has at most " + (MOST_BYTES >> 20) + " MiB.");
    }
    ReplayHash hash = FolderHash.ofFile(zip);
    if (Files.isDirectory(at(hash))) {
      Kept known = kept(at(hash), hash);
      check.accept(known);
      settle(at(hash));
      return known;
    }
    return keep(zip, hash, check);
  }

  private static Kept kept(Path folder, ReplayHash hash) throws IOException {
    return new Kept(Manifests.read(folder), hash, Trees.room(folder));
  }

  @Override
  public Path folder(ReplayHash hash) throws IOException {
    Path folder = at(hash);
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(folder.toString(), null, "the fighter's files are not there");
    }
    return folder;
  }

  @Override
  public FighterManifest manifest(ReplayHash hash) throws IOException {
    return Manifests.read(folder(hash));
  }

  @Override
  public List<Kept> shared() throws IOException {
    if (operators.isEmpty() || !Files.isDirectory(operators.get())) {
      return List.of();
    }
    List<Path> folders;
    try (Stream<Path> entries = Files.list(operators.get())) {
      folders = entries.filter(Files::isDirectory).sorted().toList();
    }
    List<Kept> all = new ArrayList<>();
    synchronized (seen) {
      seen.keySet().retainAll(folders);
      for (Path folder : folders) {
        try {
          all.add(shared(folder));
        } catch (EngineException bad) {
          LOG.log(Level.WARNING, "The fighter in {0} is left out: {1}", folder, bad.getMessage());
        }
      }
    }
    return List.copyOf(all);
  }

  private Kept shared(Path folder) throws IOException {
    String signature = signature(folder);
    Seen before = seen.get(folder);
    if (before != null && before.signature.equals(signature)) {
      return before.kept;
    }
    Kept kept = copied(folder);
    seen.put(folder, new Seen(signature, kept));
    return kept;
  }

  /** Copied first and fingerprinted then: the operator may be writing. */
  private Kept copied(Path folder) throws IOException {
    Path part = Files.createTempDirectory(incoming, "shared-");
    try {
      new Unpacking(part).copy(folder);
      Kept kept = kept(part, FolderHash.ofFolder(part));
      publish(part, at(kept.hash()));
      return kept;
    } finally {
      Trees.delete(part);
    }
  }

  private static String signature(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> walk = Files.walk(folder).limit(Unpacking.MOST_ENTRIES)) {
      for (Path file : (Iterable<Path>) walk.sorted()::iterator) {
        text.append(folder.relativize(file)).append('\0');
        text.append(Files.getLastModifiedTime(file)).append(' ').append(Files.size(file));
      }
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
    return text.toString();
  }

  private Kept keep(Path zip, ReplayHash hash, Consumer<Kept> check) throws IOException {
    Path part = Files.createTempDirectory(incoming, "zip-");
    try {
      new Unpacking(part).zip(zip);
      Kept kept = kept(part, hash);
      check.accept(kept);
      publish(part, at(hash));
      return kept;
    } catch (IOException failed) {
      throw full(failed);
    } finally {
      Trees.delete(part);
    }
  }

  private void publish(Path part, Path target) throws IOException {
    Trees.seal(part);
    Files.createDirectories(target.getParent());
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      if (!Files.isDirectory(target)) {
        throw failed;
      }
      // Someone else brought the same files meanwhile.
    }
    settle(target);
  }

  /** A crash may have come between the rename and this. */
  private void settle(Path target) throws IOException {
    Trees.readOnly(target); // not before: a read-only folder cannot be moved
    Trees.sync(target.getParent());
    Trees.sync(root);
  }

  private IOException full(IOException failed) throws IOException {
    boolean saysSo = String.valueOf(failed.getMessage()).matches("(?is).*(space left|quota).*");
    if (!saysSo && Files.getFileStore(root).getUsableSpace() > 1 << 20) {
      return failed;
    }
    LOG.log(Level.ERROR, "The disk of the fighters, {0}, is full: make room on it.", root);
    throw new EngineException(
        ErrorCode.STORAGE_UNAVAILABLE,
        "The server's disk for fighters is full, and this one was not kept: try again later.",
        failed);
  }

  private Path at(ReplayHash hash) {
    return root.resolve(hash.hex().substring(0, 2)).resolve(hash.hex());
  }
}
