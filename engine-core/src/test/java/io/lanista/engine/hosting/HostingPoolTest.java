package io.lanista.engine.hosting;

import static io.lanista.engine.Answered.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.hosting.World;
import io.lanista.ports.hosting.WorldException;
import io.lanista.ports.hosting.WorldStart;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.sandbox.FakeSandbox;
import io.lanista.ports.series.Format;
import io.lanista.ports.series.PlayedGame;
import io.lanista.ports.series.SeriesStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HostingPoolTest {
  private static final Duration GRACE = Duration.ofSeconds(10);

  @TempDir Path folder;
  private Venue venue;
  private HostingPool pool;

  @AfterEach
  void stop() throws InterruptedException {
    assertThat(pool.stop(GRACE)).isTrue();
    assertThat(((FakeSandbox) venue.sandbox).running()).isZero();
    assertThat(venue.game.open).hasValue(0);
    venue.live.close();
  }

  private void open(int places, PlainGame game) {
    venue = new Venue(folder, game, places);
    pool = venue.pool();
  }

  private List<MatchId> book(int series) {
    return IntStream.range(0, series)
        .mapToObj(i -> venue.ledger.book(Venue.RUNNER, Format.BO3))
        .toList();
  }

  private boolean over(MatchId id) {
    return venue.ledger.find(id).status().isFinal();
  }

  /** A game whose worlds open one after the other, when they may. */
  private static final class HeldGame extends PlainGame {
    private final CountDownLatch held = new CountDownLatch(1);

    @Override
    public World open(WorldStart start) throws WorldException, InterruptedException {
      held.await();
      return super.open(start);
    }
  }

  @Test
  void whatWaitsAtTheStartIsPlayed() throws Exception {
    open(2, new PlainGame());
    List<MatchId> booked = book(5);

    pool.start();

    eventually("all are played", () -> booked.stream().allMatch(this::over));
    assertThat(booked)
        .allSatisfy(
            id -> assertThat(venue.ledger.find(id).status()).isEqualTo(SeriesStatus.COMPLETED));
  }

  @Test
  void whatIsOfferedIsPlayedOnceHoweverOftenItIsOffered() throws Exception {
    open(1, new PlainGame());
    pool.start();
    MatchId id = book(1).get(0);
    for (int i = 0; i < 10; i++) {
      pool.offer(id);
    }

    eventually("it is played", () -> over(id));
    eventually("nothing waits", () -> pool.waiting() == 0 && pool.playing().isEmpty());
    assertThat(venue.game.starts).hasSize(2);
  }

  @Test
  void noMoreArePlayedAtOnceThanThereArePlacesAndInTheOrderTheyCame() throws Exception {
    HeldGame game = new HeldGame();
    open(2, game);
    List<MatchId> booked = book(5);
    pool.start();

    eventually("two are played", () -> pool.playing().size() == 2 && pool.waiting() == 3);
    assertThat(pool.playing()).containsExactlyElementsOf(booked.subList(0, 2));
    booked.forEach(pool::offer);
    assertThat(pool.waiting()).isEqualTo(3);

    game.held.countDown();

    eventually("all are played", () -> booked.stream().allMatch(this::over));
  }

  @Test
  void whoWaitsForAPlaceIsToldHowLongOnceASeriesWasPlayed() throws Exception {
    CountDownLatch firstHeld = new CountDownLatch(1);
    CountDownLatch othersHeld = new CountDownLatch(1);
    AtomicReference<MatchId> first = new AtomicReference<>();
    open(
        1,
        new PlainGame() {
          @Override
          public World open(WorldStart start) throws WorldException, InterruptedException {
            (start.match().equals(first.get()) ? firstHeld : othersHeld).await();
            return super.open(start);
          }
        });
    List<MatchId> booked = book(3);
    first.set(booked.get(0));

    booked.forEach(pool::offer);
    assertThat(pool.estimatedWait(booked.get(0))).contains(Duration.ZERO);
    assertThat(pool.estimatedWait(booked.get(2))).isEmpty();

    pool.start();
    firstHeld.countDown();
    eventually("the second is played", () -> pool.playing().equals(booked.subList(1, 2)));
    assertThat(pool.estimatedWait(booked.get(1))).isEmpty();
    assertThat(pool.estimatedWait(booked.get(2))).isPresent();
    othersHeld.countDown();
  }

  @Test
  void theWaitGrowsWithThoseAheadAndShrinksWithPlaces() {
    open(1, new PlainGame());
    SeriesTimes times = new SeriesTimes();
    assertThat(times.until(0, 2)).isEmpty();

    List.of(10, 60, 600).forEach(seconds -> times.took(Duration.ofSeconds(seconds)));

    assertThat(times.until(0, 2)).contains(Duration.ofSeconds(30));
    assertThat(times.until(3, 2)).contains(Duration.ofSeconds(120));
    assertThat(times.until(3, 4)).contains(Duration.ofSeconds(60));
  }

  @Test
  void aStopInterruptsTheGameAndTheNextEnginePlaysItFromItsBoundary() throws Exception {
    open(1, new PlainGame());
    MatchId id = book(1).get(0);
    CountDownLatch reached = new CountDownLatch(1);
    venue.sandbox =
        new FakeSandbox(
            program ->
                (line, out) -> {
                  if (line.equals("act 2") && venue.ledger.find(id).games().size() == 1) {
                    reached.countDown();
                    return;
                  }
                  Venue.pressing(Venue.isP1(program) ? "a" : "0.5").read(line, out);
                });
    Venue slow = venue;
    pool = slow.pool();
    pool.start();
    reached.await();

    assertThat(pool.stop(GRACE)).isTrue();

    assertThat(((FakeSandbox) venue.sandbox).running()).isZero();
    assertThat(venue.game.open).hasValue(0);
    assertThat(venue.ledger.find(id).status()).isEqualTo(SeriesStatus.PLAYING);
    venue.sandbox = new FakeSandbox(p -> Venue.pressing(Venue.isP1(p) ? "a" : "0.5"));
    pool = venue.pool();
    pool.start();
    eventually("it is played", () -> over(id));
    assertThat(venue.ledger.find(id).games()).extracting(PlayedGame::number).containsExactly(1, 2);
  }

  @Test
  void aStoppedPoolTakesNothing() throws Exception {
    open(1, new PlainGame());
    pool.start();
    assertThat(pool.stop(GRACE)).isTrue();

    pool.offer(book(1).get(0));

    assertThat(pool.waiting()).isZero();
    assertThat(venue.live.live()).isEmpty();
  }

  @Test
  void aStorageThatIsAwayAtTheStartDelaysThePlayOnly() throws Exception {
    open(1, new PlainGame());
    MatchId id = book(1).get(0);
    venue.ledger.away(4);

    pool.start();

    eventually("it is played", () -> over(id));
  }

  @Test
  void whatAKilledEngineLeftIsRemovedAtTheStartAndNothingElse() throws Exception {
    open(1, new PlainGame());
    Path left = Files.createDirectories(folder.resolve("work/game-1/world/deep"));
    Files.writeString(left.resolve("file"), "half");
    Path outside = Files.writeString(folder.resolve("outside"), "kept");
    Files.createSymbolicLink(folder.resolve("work/game-1/link"), folder);
    Path other = Files.createDirectories(folder.resolve("work/mine"));

    pool.start();

    assertThat(folder.resolve("work/game-1")).doesNotExist();
    assertThat(outside).exists();
    assertThat(other).exists();
  }

  @Test
  void logsAreRemovedWhenTheyAreOlderThanLogsAreKept() throws Exception {
    open(1, new PlainGame());
    MatchId old = book(1).get(0);
    venue.logs.end(old, 1, Side.P1, List.of("long ago"));
    Files.setLastModifiedTime(
        folder.resolve("logs").resolve(old.toString()),
        FileTime.from(venue.clock.instant().minus(Duration.ofDays(2))));
    MatchId recent = new MatchId(new UUID(9, 9));
    venue.logs.end(recent, 1, Side.P1, List.of("now"));
    Files.setLastModifiedTime(
        folder.resolve("logs").resolve(recent.toString()), FileTime.from(venue.clock.instant()));

    venue.logs.prune();

    assertThat(venue.logs.open(old, 1, Side.P1)).isEmpty();
    try (var kept = venue.logs.open(recent, 1, Side.P1).orElseThrow()) {
      assertThat(kept).hasContent("[lanista] now");
    }
  }
}
