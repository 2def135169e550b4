package io.lanista.engine.player;

import static io.lanista.engine.Answered.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.engine.series.HostedBench;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.Side;
import io.lanista.ports.player.Player;
import io.lanista.ports.player.Username;
import io.lanista.ports.rating.Rating;
import io.lanista.ports.series.Format;
import io.lanista.ports.series.Series;
import io.lanista.ports.storage.Cursor;
import io.lanista.ports.storage.Page;
import io.lanista.ports.storage.SeriesStore.Activity;
import io.lanista.ports.storage.SeriesStore.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProfilesTest {
  private static final Duration DAY = Duration.ofDays(1);

  private final HostedBench arena = new HostedBench();
  private final Profiles profiles = new Profiles(arena.memory, arena.ratings, arena.clock);
  private final Player ann = arena.player("Ann");
  private final Player bob = arena.player("Bob");
  private final Player cid = arena.player("Cid");

  /** A series of the rated queue, of which the first is P1. */
  private Series played(Player first, Player second, Format format, Side winner) {
    arena.clock.advance(Duration.ofMinutes(1));
    arena.join(first, format);
    arena.join(second, format);
    Series offered = arena.live(first);
    arena.series.accept(first.id(), offered.id());
    return arena.play(arena.series.accept(second.id(), offered.id()), winner);
  }

  private Series abandoned(Player first, Player second) {
    arena.clock.advance(Duration.ofMinutes(1));
    Series starting = arena.starting(first, second);
    arena.series.begin(starting.id());
    arena.series.abandon(starting.id(), "The world would not start.");
    return arena.series.find(starting.id());
  }

  @Test
  void aProfileShowsThePlayerAndWhatItIsWorth() {
    played(ann, bob, Format.BO3, Side.P1);

    Profiles.Profile profile = profiles.profile(new Username("aNN"), HostedBench.GAME);

    assertThat(profile.player().id()).isEqualTo(ann.id());
    assertThat(profile.player().username()).isEqualTo(new Username("Ann"));
    assertThat(profile.rating())
        .extracting(Rating::value, Rating::wins, Rating::losses)
        .containsExactly(1516, 1, 0);
    assertThat(profiles.profile(ann.username(), "melee").rating())
        .extracting(Rating::value, Rating::wins, Rating::losses)
        .containsExactly(1500, 0, 0);
  }

  @Test
  void whoIsNotRegisteredHasNone() {
    Username nobody = new Username("Nobody");

    assertThat(refusal(ErrorCode.PLAYER_NOT_FOUND, () -> profiles.find(nobody)))
        .hasMessageContaining("Nobody");
    refusal(ErrorCode.PLAYER_NOT_FOUND, () -> profiles.profile(nobody, HostedBench.GAME));
    refusal(ErrorCode.PLAYER_NOT_FOUND, () -> profiles.stats(nobody));
    refusal(ErrorCode.PLAYER_NOT_FOUND, () -> profiles.series(nobody, Optional.empty(), 5));
    assertThat(profiles.lastGame(nobody)).isEmpty();
  }

  @Test
  void lastGameIsThatOfTheNewestSeriesThatIsOver() {
    assertThat(profiles.lastGame(ann.username())).isEmpty();
    played(ann, bob, Format.BO3, Side.P1);
    assertThat(profiles.lastGame(ann.username())).contains(HostedBench.GAME);
  }

  @Test
  void statisticsCountGamesByGameAndCharacterAndSeriesByOpponentAndFormat() {
    // The winner of a game is FOX here, the loser MARTH.
    played(ann, bob, Format.BO3, Side.P1);
    played(ann, cid, Format.BO5, Side.P2);
    played(bob, ann, Format.BO3, Side.P2);
    abandoned(ann, bob);

    assertThat(profiles.stats(ann.username()))
        .isEqualTo(
            Map.of(
                Tally.By.GAME,
                List.of(new Tally("duel", 4, 3)),
                Tally.By.CHARACTER,
                List.of(new Tally("FOX", 4, 0), new Tally("MARTH", 0, 3)),
                Tally.By.OPPONENT,
                List.of(new Tally("Bob", 2, 0), new Tally("Cid", 0, 1)),
                Tally.By.FORMAT,
                List.of(new Tally("bo3", 2, 0), new Tally("bo5", 0, 1))));
    assertThat(profiles.stats(arena.player("Dan").username()).values())
        .hasSize(Tally.By.values().length)
        .allMatch(List::isEmpty);
  }

  @Test
  void historyGoesFromTheNewestPageByPage() {
    List<Series> expected = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      expected.add(0, played(ann, bob, Format.BO3, Side.P1));
    }
    played(bob, cid, Format.BO3, Side.P1);
    expected.add(0, abandoned(cid, ann));
    // One that is not over is no history yet.
    arena.starting(ann, bob);

    List<Series> all = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    Optional<Cursor> after = Optional.empty();
    do {
      Page<Series> page = profiles.series(ann.username(), after, 3);
      all.addAll(page.items());
      sizes.add(page.items().size());
      after = page.next();
    } while (after.isPresent());

    assertThat(all).isEqualTo(expected);
    assertThat(sizes).containsExactly(3, 1);
  }

  @Test
  void theMostActiveComeFirstAndOnlyWhatWasLatelyCounts() {
    played(ann, cid, Format.BO3, Side.P1);
    arena.clock.advance(DAY);
    played(bob, ann, Format.BO3, Side.P1);
    played(bob, cid, Format.BO3, Side.P1);
    played(bob, cid, Format.BO3, Side.P2);
    abandoned(ann, bob);

    assertThat(profiles.active(HostedBench.GAME, DAY, 10))
        .containsExactly(new Activity("Bob", 3), new Activity("Cid", 2), new Activity("Ann", 1));
    assertThat(profiles.active(HostedBench.GAME, DAY.multipliedBy(2), 10))
        .containsExactly(new Activity("Bob", 3), new Activity("Cid", 3), new Activity("Ann", 2));
    assertThat(profiles.active(HostedBench.GAME, DAY, 1)).containsExactly(new Activity("Bob", 3));
    assertThat(profiles.active("melee", DAY, 10)).isEmpty();
  }
}
