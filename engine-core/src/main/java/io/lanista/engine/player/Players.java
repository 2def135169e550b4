package io.lanista.engine.player;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.player.IssuedKey;
import io.lanista.ports.player.Player;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import io.lanista.ports.storage.IdSource;
import io.lanista.ports.storage.Storage;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Registered players and their API keys. Thread-safe. */
public final class Players {
  /**
   * How stale {@code lastActive} may be: a write for every request would cost more than it says.
   */
  private static final Duration ACTIVITY_STEP = Duration.ofMinutes(5);

  private final Storage storage;
  private final IdSource ids;
  private final Clock clock;
  private final List<Consumer<PlayerId>> revocations = new CopyOnWriteArrayList<>();

  @Inject
  public Players(Storage storage, IdSource ids, Clock clock) {
    this.storage = storage;
    this.ids = ids;
    this.clock = clock;
  }

  /** A new player with its first key. */
  public record Registered(Player player, IssuedKey key) {}

  /**
   * Registers a player.
   *
   * @throws EngineException USERNAME_TAKEN if the name is in use, in any case
   */
  public Registered register(Username username) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Player player = new Player(new PlayerId(ids.next()), username, now, now);
    return storage.transact(
        tx -> {
          if (!tx.players().insert(player)) {
            throw EngineException.field(
                ErrorCode.USERNAME_TAKEN,
                "username",
                "The username " + username.text() + " is taken; choose another one.");
          }
          tx.emit(new DomainEvent.PlayerRegistered(player.id(), username.text(), now));
          return new Registered(player, tx.credentials().issue(player.id()));
        });
  }

  /** The player a key belongs to, or empty if the key is unknown or revoked. */
  public Optional<Player> authenticate(String secret) {
    Optional<Player> player =
        storage.read(tx -> tx.credentials().verify(secret).flatMap(id -> tx.players().find(id)));
    player.ifPresent(this::touch);
    return player;
  }

  /** Whether a key is still valid. Does not count as a sign of its player. */
  public boolean isValid(String secret) {
    return storage.read(tx -> tx.credentials().verify(secret)).isPresent();
  }

  /**
   * Has a listener called after a player's key was revoked here; what other engines revoke is not
   * told. It is called by who revokes, and must not wait.
   */
  public void onRevoke(Consumer<PlayerId> listener) {
    revocations.add(listener);
  }

  /** Makes another key; older ones stay valid until revoked. */
  public IssuedKey issueKey(PlayerId player) {
    return storage.transact(tx -> tx.credentials().issue(player));
  }

  /**
   * Revokes one of the player's keys.
   *
   * @throws EngineException KEY_NOT_FOUND if the player has no such valid key
   */
  public void revokeKey(PlayerId player, UUID key) {
    if (!storage.transact(tx -> tx.credentials().revoke(player, key))) {
      throw new EngineException(ErrorCode.KEY_NOT_FOUND, "You have no valid key with this id.");
    }
    revocations.forEach(listener -> listener.accept(player));
  }

  private void touch(Player player) {
    Instant now = clock.instant();
    if (player.lastActive().plus(ACTIVITY_STEP).isBefore(now)) {
      try {
        storage.transact(
            tx -> {
              tx.players().touch(player.id(), now);
              return null;
            });
      } catch (EngineException notWritten) {
        // On a full disk reads go on, and whoever only reads has a key to show too.
        if (notWritten.code() != ErrorCode.STORAGE_UNAVAILABLE) {
          throw notWritten;
        }
      }
    }
  }
}
