package io.lanista.http.v1;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.fighter.FighterFiles;
import io.lanista.ports.fighter.FighterManifest;
import io.lanista.ports.fighter.FighterName;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.settlement.Bytes32;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Takes any file whose text is {@code name version} for a fighter. */
final class KeptFighters implements FighterFiles {
  private final Map<ReplayHash, FighterManifest> kept = new ConcurrentHashMap<>();
  private final Path folder;

  KeptFighters(Path folder) {
    this.folder = folder;
  }

  @Override
  public Kept put(Path zip, Consumer<Kept> check) throws IOException {
    byte[] bytes = Files.readAllBytes(zip);
    String[] words = new String(bytes, StandardCharsets.UTF_8).split(" ");
    if (words.length != 2) {
      throw new EngineException(ErrorCode.INVALID_FIGHTER, "This is no zip.");
    }
    FighterManifest manifest =
        new FighterManifest(new FighterName(words[0]), words[1], List.of("python3", "f.py"), 1, 0);
    Kept found = new Kept(manifest, hash(bytes), bytes.length);
    check.accept(found);
    kept.put(hash(bytes), manifest);
    return found;
  }

  private static ReplayHash hash(byte[] bytes) {
    try {
      return new ReplayHash(Bytes32.of(MessageDigest.getInstance("SHA-256").digest(bytes)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public Path folder(ReplayHash hash) {
    return folder;
  }

  @Override
  public FighterManifest manifest(ReplayHash hash) {
    return kept.get(hash);
  }

  @Override
  public List<Kept> shared() {
    return List.of();
  }
}
