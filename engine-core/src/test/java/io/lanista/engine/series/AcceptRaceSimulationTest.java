package io.lanista.engine.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.engine.MovableClock;
import io.lanista.engine.challenge.Challenges;
import io.lanista.ports.challenge.Challenge;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.notice.Notice;
import io.lanista.ports.notice.NumberedNotice;
import io.lanista.ports.player.Player;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.queue.TicketStatus;
import io.lanista.ports.rating.Rating;
import io.lanista.ports.series.Format;
import io.lanista.ports.series.Series;
import io.lanista.ports.series.SeriesStatus;
import io.lanista.ports.storage.InMemoryStorage;
import io.lanista.ports.storage.SeededIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Players who join, accept, decline, keep silent, challenge, block and play, in every order that a
 * seed makes, while the engine is stopped in between and the storage fails. More seeds: {@code
 * -Dlanista.accept.seeds=2000}.
 */
class AcceptRaceSimulationTest {
  private static final int SEEDS = Integer.getInteger("lanista.accept.seeds", 200);
  private static final int FIRST = Integer.getInteger("lanista.accept.first", 1);
  private static final int STEPS = 150;
  private static final int PLAYERS = 6;

  @Test
  void nobodyIsInTwoMatchesNorLostAndRatingsSumToNothing() {
    int offered = 0;
    int completed = 0;
    int returned = 0;
    for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
      Run run = new Run(seed);
      try {
        run.go();
      } catch (AssertionError | RuntimeException broken) {
        throw new AssertionError("Seed " + seed + ": " + broken.getMessage(), broken);
      }
      offered += run.memory.series().size();
      completed += run.count(SeriesStatus.COMPLETED);
      returned += run.returned();
    }
    // What never happens is not tested.
    assertThat(offered).isGreaterThan(5 * SEEDS);
    assertThat(completed).isGreaterThan(SEEDS);
    assertThat(returned).isGreaterThan(SEEDS);
  }

  private static final class Run {
    private final Random random;
    private final MovableClock clock = new MovableClock();
    private final InMemoryStorage memory;
    private final SeededIds ids;
    private final List<Player> players = new ArrayList<>();
    private StoppingStorage storage;
    private HostedBench arena;

    Run(long seed) {
      random = new Random(seed);
      ids = new SeededIds(seed);
      memory = new InMemoryStorage(ids);
      memory.transact(
          tx -> {
            tx.fighters().insert(HostedBench.fighter(Optional.empty(), 1));
            return null;
          });
      start();
      for (int i = 0; i < PLAYERS; i++) {
        players.add(arena.player("Player" + i));
      }
    }

    private void start() {
      storage = new StoppingStorage(memory, random);
      arena = new HostedBench(memory, storage, clock, ids);
    }

    private int count(SeriesStatus status) {
      return (int) memory.series().stream().filter(s -> s.status() == status).count();
    }

    private int returned() {
      return (int)
          memory.tickets().stream()
              .filter(t -> t.idempotencyKey().filter(k -> k.startsWith("requeue:")).isPresent())
              .count();
    }

    void go() {
      for (int step = 0; step < STEPS; step++) {
        storage.failuresPerThousand(random.nextInt(4) == 0 ? 150 : 0);
        try {
          step();
        } catch (EngineException refused) {
          // Too late, taken, resting, or the storage is away: all of it is an answer.
          continue;
        } finally {
          check();
        }
      }
      storage.failuresPerThousand(0);
      // Everything comes to rest, whatever was lost on the way.
      for (int i = 0; i < 5; i++) {
        arena.pass(Duration.ofSeconds(30));
        check();
      }
      checkAtRest();
    }

    private Player anyone() {
      return players.get(random.nextInt(PLAYERS));
    }

    private void step() {
      int what = random.nextInt(100);
      if (what < 25) {
        Player player = anyone();
        arena.asks(
            random.nextInt(6) == 0 ? arena.training : arena.queue,
            player,
            random.nextBoolean()
                ? new Format[] {Format.BO3}
                : new Format[] {Format.BO5, Format.BO3});
      } else if (what < 40) {
        arena.queue.turn();
        arena.training.turn();
      } else if (what < 62) {
        answer();
      } else if (what < 72) {
        clock.advance(Duration.ofSeconds(random.nextInt(25)));
        arena.handleDue();
      } else if (what < 80) {
        challenge();
      } else if (what < 90) {
        play();
      } else if (what < 94) {
        Player player = anyone();
        Player other = anyone();
        if (random.nextInt(3) == 0) {
          arena.blocks.block(player.id(), other.username());
        } else {
          arena.blocks.unblock(player.id(), other.username());
        }
      } else if (what < 97) {
        arena
            .queue
            .queue()
            .ofPlayer(anyone().id())
            .ifPresent(view -> arena.queue.queue().leave(view.ticket().id()));
      } else {
        storage.stop();
        start();
      }
    }

    private void answer() {
      Player player = anyone();
      for (Series series : memory.read(tx -> tx.series().live(player.id()))) {
        if (random.nextInt(4) > 0) {
          arena.series.accept(player.id(), series.id());
        } else {
          arena.series.decline(player.id(), series.id());
        }
      }
    }

    private void challenge() {
      Player player = anyone();
      List<Challenge> incoming = memory.read(tx -> tx.challenges().incoming(player.id()));
      if (incoming.isEmpty()) {
        arena.challenges.challenge(
            player.id(),
            anyone().username(),
            new Challenges.Proposal(
                HostedBench.RATED, Format.BO3, HostedBench.FIGHTER, "{}", Optional.empty()));
      } else {
        arena.challenges.accept(player.id(), incoming.get(0).id(), HostedBench.FIGHTER, "{}");
      }
    }

    private void play() {
      for (MatchId match : arena.series.toPlay()) {
        Optional<Series> begun = arena.series.begin(match);
        if (begun.isEmpty()) {
          continue;
        }
        if (random.nextInt(10) == 0) {
          arena.series.abandon(match, "The world fell down.");
          continue;
        }
        int number = begun.get().games().size() + 1;
        Side winner = random.nextBoolean() ? Side.P1 : Side.P2;
        arena.series.record(match, arena.game(number, winner));
        arena.series.record(match, arena.game(number, winner.other()));
      }
    }

    /** What holds at every instant. */
    private void check() {
      Map<PlayerId, Series> seats = new HashMap<>();
      for (Series series : memory.series()) {
        for (Side side : Side.values()) {
          if (series.status().isLive()) {
            Series other = seats.put(series.contender(side).player(), series);
            assertThat(other).as("another live match of one player").isNull();
          }
        }
        assertThat(series.p1().rating().isPresent())
            .isEqualTo(series.status() == SeriesStatus.COMPLETED && !series.training());
        if (series.p1().rating().isPresent()) {
          assertThat(series.p1().rating().get().delta() + series.p2().rating().get().delta())
              .isZero();
        }
      }
      Map<PlayerId, Integer> waiting = new HashMap<>();
      for (Ticket ticket : memory.tickets()) {
        if (ticket.status() == TicketStatus.WAITING && ticket.queue().equals(HostedBench.RATED)) {
          waiting.merge(ticket.entrant().player().orElseThrow(), 1, Integer::sum);
        }
      }
      assertThat(waiting.values()).as("tickets of one player").allMatch(count -> count == 1);
      List<Rating> ratings = memory.ratings();
      assertThat(ratings.stream().mapToInt(Rating::value).sum()).isEqualTo(1500 * ratings.size());
      for (Player player : players) {
        List<NumberedNotice> all = memory.read(tx -> tx.notices().after(player.id(), 0, 10_000));
        for (int i = 0; i < all.size(); i++) {
          assertThat(all.get(i).sequence()).as("the number of a notice").isEqualTo(i + 1);
        }
        checkNotices(player, all);
      }
    }

    /** Everyone was told of each match that it was found or starts, and once how it ended. */
    private void checkNotices(Player player, List<NumberedNotice> all) {
      for (Series series : memory.series()) {
        if (series.sideOf(player.id()).isEmpty()) {
          continue;
        }
        long ends =
            all.stream()
                .map(NumberedNotice::notice)
                .filter(
                    notice ->
                        notice instanceof Notice.MatchEnd end && end.match().equals(series.id())
                            || notice instanceof Notice.MatchVoid none
                                && none.match().equals(series.id()))
                .count();
        assertThat(ends).isEqualTo(series.status().isFinal() ? 1 : 0);
      }
    }

    /** Nobody who was promised a way back is lost, and nobody waits twice or while playing. */
    private void checkAtRest() {
      Set<String> keys = new HashSet<>();
      for (Ticket ticket : memory.tickets()) {
        ticket.idempotencyKey().ifPresent(keys::add);
      }
      for (Player player : players) {
        for (NumberedNotice told : memory.read(tx -> tx.notices().after(player.id(), 0, 10_000))) {
          if (told.notice() instanceof Notice.MatchVoid none && none.requeued()) {
            assertThat(keys).contains(WaitingPlayers.key(none.match(), player.id()));
          }
        }
      }
      assertThat(memory.series())
          .as("an offer that nobody looks at any more")
          .noneMatch(series -> series.status() == SeriesStatus.OFFERED && isLate(series));
      assertThat(memory.deadlines())
          .noneMatch(deadline -> deadline.subject().kind().equals(SeriesWriter.RETURN));
    }

    private boolean isLate(Series series) {
      return !series.acceptBy().isAfter(clock.instant());
    }
  }
}
