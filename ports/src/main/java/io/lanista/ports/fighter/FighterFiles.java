package io.lanista.ports.fighter;

import io.lanista.ports.replay.ReplayHash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps fighters' files, unpacked, by their hash. Thread-safe. A fighter's folder is wholly there
 * or not at all, whatever fails.
 */
public interface FighterFiles {
  /** The largest zip taken in. */
  long MOST_BYTES = 50L << 20;

  /**
   * A kept fighter's files.
   *
   * @param bytes how much room they take, unpacked: each file and folder in blocks of 4 KiB
   */
  record Kept(FighterManifest manifest, ReplayHash hash, long bytes) {}

  /**
   * Unpacks a zip and reads its manifest; durable when this returns. The same bytes again change
   * nothing. Bounded in entries, depth and unpacked size; links and names that lead elsewhere are
   * refused.
   *
   * @param check sees what would be kept; if it throws, that comes through, and nothing is kept
   * @throws io.lanista.ports.error.EngineException INVALID_FIGHTER with what is wrong with it,
   *     TOO_LARGE, or STORAGE_UNAVAILABLE if there is no room for it
   */
  Kept put(Path zip, Consumer<Kept> check) throws IOException;

  /**
   * Where the files of a kept fighter are; read-only.
   *
   * @throws IOException if they are not there
   */
  Path folder(ReplayHash hash) throws IOException;

  /**
   * What a kept fighter's manifest says, and with it how the fighter is started.
   *
   * @throws IOException if it is not there
   */
  FighterManifest manifest(ReplayHash hash) throws IOException;

  /** What lies in the operator's folder now, each checked like an uploaded one. */
  List<Kept> shared() throws IOException;
}
