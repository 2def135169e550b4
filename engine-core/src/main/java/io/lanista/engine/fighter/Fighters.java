package io.lanista.engine.fighter;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.fighter.Fighter;
import io.lanista.ports.fighter.FighterFiles;
import io.lanista.ports.fighter.FighterName;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.storage.Storage;
import io.lanista.ports.storage.Transaction;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fighters of players, and the operator's, which everybody may use. Thread-safe. */
public final class Fighters {
  /** So many versions of one fighter are listed. */
  private static final int MOST_VERSIONS = 100;

  /** So much room a player's fighters may take, unpacked: versions are kept for good. */
  static final long MOST_BYTES_OF_A_PLAYER = 512L << 20;

  private final Storage storage;
  private final FighterFiles files;
  private final Clock clock;

  @Inject
  public Fighters(Storage storage, FighterFiles files, Clock clock) {
    this.storage = storage;
    this.files = files;
    this.clock = clock;
  }

  /**
   * Takes a zip in as the next version of a player's fighter. The same bytes as the newest version
   * make no new one.
   *
   * @throws EngineException INVALID_FIGHTER with what is wrong with it, TOO_LARGE if it is, or if
   *     the player's fighters take too much together, or STORAGE_UNAVAILABLE
   */
  public Fighter upload(PlayerId player, FighterName name, Path zip) {
    // Unpacking takes time and room: not for one who has no room left at all.
    requireRoom(player, 1);
    FighterFiles.Kept kept;
    try {
      kept = files.put(zip, found -> check(player, name, found));
    } catch (IOException failed) {
      throw new EngineException(
          ErrorCode.STORAGE_UNAVAILABLE,
          "The fighter could not be stored; try again later.",
          failed);
    }
    return storage.transact(tx -> add(tx, Optional.of(player), kept));
  }

  /** What is refused is not kept: it would lie there for good, and be nobody's. */
  private void check(PlayerId player, FighterName name, FighterFiles.Kept found) {
    if (!found.manifest().name().equals(name)) {
      throw EngineException.field(
          ErrorCode.INVALID_FIGHTER,
          "name",
          "Its fighter.toml names it "
              + found.manifest().name()
              + "; upload it under that name, or name it "
              + name
              + " there.");
    }
    Optional<Fighter> newest = storage.read(tx -> tx.fighters().newest(Optional.of(player), name));
    if (newest.filter(known -> known.hash().equals(found.hash())).isEmpty()) {
      requireRoom(player, found.bytes());
    }
  }

  private void requireRoom(PlayerId player, long more) {
    long taken = storage.read(tx -> tx.fighters().bytes(Optional.of(player)));
    if (taken + more > MOST_BYTES_OF_A_PLAYER) {
      throw new EngineException(
          ErrorCode.TOO_LARGE,
          "Your fighters may take "
              + (MOST_BYTES_OF_A_PLAYER >> 20)
              + " MiB together, unpacked and all versions counted; there is no room for this one.");
    }
  }

  private Fighter add(Transaction tx, Optional<PlayerId> owner, FighterFiles.Kept kept) {
    Optional<Fighter> last = tx.fighters().newest(owner, kept.manifest().name());
    if (last.filter(known -> known.hash().equals(kept.hash())).isPresent()) {
      return last.get();
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Fighter next =
        new Fighter(
            owner,
            last.map(Fighter::number).orElse(0) + 1,
            kept.manifest(),
            kept.hash(),
            kept.bytes(),
            now);
    tx.fighters().insert(next);
    return next;
  }

  /**
   * Takes in what lies in the operator's folder now: what is new or changed there becomes a new
   * version of a shared fighter.
   *
   * @return the newest version of each that lies there
   * @throws IOException if the folder cannot be read
   */
  public List<Fighter> takeShared() throws IOException {
    List<FighterFiles.Kept> shared = files.shared();
    return storage.transact(
        tx -> {
          List<Fighter> all = new ArrayList<>(shared.size());
          shared.forEach(kept -> all.add(add(tx, Optional.empty(), kept)));
          return all;
        });
  }

  /** The newest version of every fighter a player can play with: its own, then shared ones. */
  public List<Fighter> list(PlayerId player) {
    return storage.read(
        tx -> {
          List<Fighter> all = new ArrayList<>(tx.fighters().of(Optional.of(player)));
          all.addAll(tx.fighters().of(Optional.empty()));
          return all;
        });
  }

  /** The versions of a player's own fighter, or else of the shared one, the newest first. */
  public List<Fighter> versions(PlayerId player, FighterName name) {
    return storage.read(
        tx -> {
          List<Fighter> own = tx.fighters().versions(Optional.of(player), name, MOST_VERSIONS);
          return own.isEmpty()
              ? tx.fighters().versions(Optional.empty(), name, MOST_VERSIONS)
              : own;
        });
  }

  /**
   * What a player plays with under this name: its own fighter, or else the shared one.
   *
   * @throws EngineException FIGHTER_NOT_FOUND
   */
  public Fighter find(PlayerId player, FighterName name) {
    return storage.read(tx -> require(tx, player, name));
  }

  /** The same, within a transaction. */
  public static Fighter require(Transaction tx, PlayerId player, FighterName name) {
    return tx.fighters()
        .newest(Optional.of(player), name)
        .or(() -> tx.fighters().newest(Optional.empty(), name))
        .orElseThrow(
            () ->
                EngineException.field(
                    ErrorCode.FIGHTER_NOT_FOUND,
                    "fighter",
                    "You have no fighter named " + name + ", and there is no shared one."));
  }
}
