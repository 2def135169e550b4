package io.lanista.ports.fighter;

import io.lanista.ports.player.PlayerId;
import io.lanista.ports.replay.ReplayHash;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One version of a fighter, as it was uploaded or found in the operator's folder; never changes.
 *
 * @param owner who uploaded it; empty for a shared one of the operator's
 * @param number counts the versions of this owner's fighter of this name, from 1
 * @param hash SHA-256 of the zip's bytes, or of the shared folder's names and contents
 * @param bytes the zip's size, or the folder's
 */
public record Fighter(
    Optional<PlayerId> owner,
    int number,
    FighterManifest manifest,
    ReplayHash hash,
    long bytes,
    Instant uploadedAt) {
  public Fighter {
    Objects.requireNonNull(owner);
    Objects.requireNonNull(manifest);
    Objects.requireNonNull(hash);
    Objects.requireNonNull(uploadedAt);
    if (number < 1 || bytes < 0) {
      throw new IllegalArgumentException("Versions count from 1, and no size is negative.");
    }
  }

  public FighterName name() {
    return manifest.name();
  }
}
