package io.lanista.engine.replay;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.replay.ReplayHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Uploads under way. Decides whether one that was refused may take its file back: not if another
 * upload of the same bytes found that file there, and counts on it. Thread-safe; holds nobody up
 * for longer than a file takes to be deleted.
 */
final class Uploads {
  /** The same bytes for the same match. */
  record Upload(MatchId match, ReplayHash hash) {}

  /**
   * How often an upload is under way.
   *
   * @param ever how many began since there was none
   */
  private record Count(int now, int ever) {}

  /** Removes a file. */
  @FunctionalInterface
  interface Removal {
    void run() throws IOException;
  }

  private final ConcurrentHashMap<Upload, Count> underWay = new ConcurrentHashMap<>();

  void begin(Upload upload) {
    underWay.merge(
        upload, new Count(1, 1), (count, one) -> new Count(count.now() + 1, count.ever() + 1));
  }

  void end(Upload upload) {
    underWay.computeIfPresent(
        upload,
        (same, count) -> count.now() == 1 ? null : new Count(count.now() - 1, count.ever()));
  }

  /** How many began so far, to be asked before it is looked whether the file is needed. */
  int begun(Upload upload) {
    return underWay.get(upload).ever();
  }

  /** Removes the file, unless another upload of it is under way or began since. */
  void takeBack(Upload upload, int begun, Removal removal) throws IOException {
    try {
      underWay.computeIfPresent(
          upload,
          (same, count) -> {
            if (count.now() == 1 && count.ever() == begun) {
              remove(removal);
            }
            return count;
          });
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  private static void remove(Removal removal) {
    try {
      removal.run();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
