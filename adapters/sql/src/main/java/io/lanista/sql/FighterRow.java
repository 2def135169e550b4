package io.lanista.sql;

import io.lanista.ports.fighter.Fighter;
import io.lanista.ports.fighter.FighterManifest;
import io.lanista.ports.fighter.FighterName;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.replay.ReplayHash;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A row of the fighters.
 *
 * @param owner all zero for shared ones
 * @param command as a JSON array
 */
record FighterRow(
    PlayerId owner,
    String name,
    int number,
    String version,
    String command,
    int protocol,
    long temporaryBytes,
    ReplayHash hash,
    long bytes,
    Instant uploadedAt) {
  private static final PlayerId NOBODY = new PlayerId(new UUID(0, 0));

  static PlayerId owner(Optional<PlayerId> owner) {
    return owner.orElse(NOBODY);
  }

  static FighterRow of(Fighter fighter) {
    FighterManifest manifest = fighter.manifest();
    return new FighterRow(
        owner(fighter.owner()),
        manifest.name().text(),
        fighter.number(),
        manifest.version(),
        Texts.json(manifest.command()),
        manifest.protocol(),
        manifest.temporaryBytes(),
        fighter.hash(),
        fighter.bytes(),
        fighter.uploadedAt());
  }

  Fighter fighter() {
    return new Fighter(
        owner.equals(NOBODY) ? Optional.empty() : Optional.of(owner),
        number,
        new FighterManifest(
            new FighterName(name), version, Texts.list(command), protocol, temporaryBytes),
        hash,
        bytes,
        uploadedAt);
  }
}
