package io.lanista.replays;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.replay.ReplayStore;
import io.lanista.ports.settlement.Bytes32;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Recordings in a local folder: {@code <2 hex>/<match>/<game>-<sha256>.slp}, the two digits being
 * the first of the match's id, so that no folder grows without end. Thread-safe; one process at a
 * time may have a folder open.
 */
public final class FileReplayStore implements ReplayStore {
  private final Path root;
  private final DurableFiles files;
  private final Room room;

  private FileReplayStore(Path root, DurableFiles files) {
    this.root = root;
    this.files = files;
    this.room = new Room(root);
  }

  /**
   * Opens a folder, making it if need be, and removes what a crash left half written.
   *
   * @throws IOException if the folder cannot be made, read or written
   */
  public static FileReplayStore open(Path folder) throws IOException {
    Path root = folder.toAbsolutePath().normalize();
    DurableFiles files = new DurableFiles(root.resolve("incoming"));
    files.prepare();
    return new FileReplayStore(root, files);
  }

  @Override
  public Stored put(MatchId match, int game, ByteBuffer recording) throws IOException {
    ByteBuffer bytes = recording.asReadOnlyBuffer();
    long size = bytes.remaining();
    ReplayName name = new ReplayName(game, hash(bytes.duplicate()));
    Stored stored = new Stored(match, game, name.hash(), size);
    Path target = folder(match).resolve(name.toString());
    // A file of the right name and length is whole, because only whole ones are ever renamed.
    if (!Files.isRegularFile(target) || Files.size(target) != size) {
      try {
        files.write(target, bytes);
        room.enough();
      } catch (IOException failed) {
        throw room.full(failed, size);
      }
    } else {
      files.syncName(target);
    }
    return stored;
  }

  @Override
  public Optional<InputStream> open(MatchId match, int game, ReplayHash hash) throws IOException {
    if (game < 1) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Files.newInputStream(folder(match).resolve(new ReplayName(game, hash).toString())));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  @Override
  public List<Stored> list(MatchId match) throws IOException {
    List<Stored> found = new ArrayList<>();
    for (Path file : recordings(match)) {
      ReplayName name = ReplayName.parse(file.getFileName().toString()).orElseThrow();
      try {
        found.add(new Stored(match, name.game(), name.hash(), Files.size(file)));
      } catch (NoSuchFileException deletedMeanwhile) {
        continue;
      }
    }
    found.sort(Comparator.comparingInt(Stored::game).thenComparing(s -> s.hash().hex()));
    return List.copyOf(found);
  }

  @Override
  public boolean delete(MatchId match) throws IOException {
    boolean any = false;
    for (Path file : recordings(match)) {
      any |= Files.deleteIfExists(file);
    }
    if (any) {
      files.sync(folder(match));
    }
    return any;
  }

  @Override
  public boolean delete(MatchId match, int game, ReplayHash hash) throws IOException {
    if (game < 1) {
      return false;
    }
    Path file = folder(match).resolve(new ReplayName(game, hash).toString());
    boolean there = Files.deleteIfExists(file);
    if (there) {
      files.sync(file.getParent());
    }
    return there;
  }

  private List<Path> recordings(MatchId match) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(
            folder(match), file -> ReplayName.parse(file.getFileName().toString()).isPresent())) {
      entries.forEach(found::add);
    } catch (NoSuchFileException | NotDirectoryException none) {
      return List.of();
    }
    return found;
  }

  private Path folder(MatchId match) {
    String id = match.toString();
    return root.resolve(id.substring(0, 2)).resolve(id);
  }

  private static ReplayHash hash(ByteBuffer bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes);
      return new ReplayHash(Bytes32.of(digest.digest()));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
