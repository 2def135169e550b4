package io.lanista.engine.player;

import static io.lanista.engine.Answered.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.engine.MovableClock;
import io.lanista.engine.ObservedStorage;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.player.IssuedKey;
import io.lanista.ports.player.Player;
import io.lanista.ports.player.Username;
import io.lanista.ports.storage.InMemoryStorage;
import io.lanista.ports.storage.SeededIds;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlayersTest {
  private final MovableClock clock = new MovableClock();
  private final InMemoryStorage storage = new InMemoryStorage();
  private final Players players = new Players(storage, new SeededIds(3), clock);

  @Test
  void registeredPlayerIsKnownByItsKey() {
    clock.advance(Duration.ofNanos(1));
    Players.Registered registered = players.register(new Username("Ada"));

    assertThat(players.authenticate(registered.key().secret())).contains(registered.player());
    assertThat(players.authenticate("nj_live_guess")).isEmpty();
    assertThat(storage.events())
        .singleElement()
        .satisfies(e -> assertThat(e.event()).isInstanceOf(DomainEvent.PlayerRegistered.class));
  }

  @Test
  void nameIsTakenInAnyCase() {
    players.register(new Username("Ada"));

    refusal(ErrorCode.USERNAME_TAKEN, () -> players.register(new Username("aDA")));

    assertThat(storage.events()).hasSize(1);
  }

  @Test
  void revokedKeyIsWorthless() {
    Player ada = players.register(new Username("Ada")).player();
    Player bob = players.register(new Username("Bob")).player();
    IssuedKey second = players.issueKey(ada.id());

    refusal(ErrorCode.KEY_NOT_FOUND, () -> players.revokeKey(bob.id(), second.id()));
    players.revokeKey(ada.id(), second.id());

    assertThat(players.authenticate(second.secret())).isEmpty();
    refusal(ErrorCode.KEY_NOT_FOUND, () -> players.revokeKey(ada.id(), second.id()));
    refusal(ErrorCode.KEY_NOT_FOUND, () -> players.revokeKey(ada.id(), UUID.randomUUID()));
  }

  @Test
  void activityIsWrittenDownNowAndThen() {
    Players.Registered registered = players.register(new Username("Ada"));
    String key = registered.key().secret();
    clock.advance(Duration.ofMinutes(4));
    players.authenticate(key);
    assertThat(players.authenticate(key).orElseThrow().lastActive())
        .isEqualTo(registered.player().lastActive());

    clock.advance(Duration.ofMinutes(2));
    players.authenticate(key);

    assertThat(players.authenticate(key).orElseThrow().lastActive()).isEqualTo(clock.instant());
  }

  @Test
  void keyCountsThoughActivityCannotBeWrittenDown() {
    ObservedStorage full = new ObservedStorage(storage);
    Players readers = new Players(full, new SeededIds(5), clock);
    Players.Registered registered = readers.register(new Username("Ada"));
    clock.advance(Duration.ofMinutes(6));
    full.refuseCommits(true);

    assertThat(readers.authenticate(registered.key().secret())).contains(registered.player());
  }
}
