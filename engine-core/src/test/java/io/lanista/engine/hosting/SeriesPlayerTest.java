package io.lanista.engine.hosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lanista.engine.plugin.FixedRegistry;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.hosting.Controls;
import io.lanista.ports.hosting.World;
import io.lanista.ports.hosting.WorldException;
import io.lanista.ports.hosting.WorldResult;
import io.lanista.ports.hosting.WorldResult.Standing;
import io.lanista.ports.hosting.WorldStart;
import io.lanista.ports.hosting.WorldState;
import io.lanista.ports.match.GameRunner;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.replay.InMemoryReplayStore;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.replay.ReplayStore;
import io.lanista.ports.sandbox.Confined;
import io.lanista.ports.sandbox.ConfinedProgram;
import io.lanista.ports.sandbox.FakeSandbox;
import io.lanista.ports.sandbox.Sandbox;
import io.lanista.ports.series.Format;
import io.lanista.ports.series.PlayedGame;
import io.lanista.ports.series.Series;
import io.lanista.ports.series.SeriesStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SeriesPlayerTest {
  @TempDir Path folder;
  private Venue venue;

  @BeforeEach
  void open() {
    venue = new Venue(folder, new PlainGame());
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    if (venue.sandbox instanceof FakeSandbox fake) {
      assertThat(fake.running()).isZero();
    }
    assertThat(venue.game.open).hasValue(0);
    if (Files.exists(folder.resolve("work"))) {
      try (Stream<Path> left = Files.list(folder.resolve("work"))) {
        assertThat(left).isEmpty();
      }
    }
    venue.live.close();
  }

  private Series play(Format format) throws InterruptedException {
    MatchId id = venue.ledger.book(Venue.RUNNER, format);
    assertThat(venue.player().play(id)).isTrue();
    return venue.ledger.find(id);
  }

  private void fighters(FakeSandbox.Script p1, FakeSandbox.Script p2) {
    venue.sandbox = new FakeSandbox(program -> Venue.isP1(program) ? p1 : p2);
  }

  private void world(PlainGame game) {
    venue = new Venue(folder, game);
  }

  private String log(Series series, int game, Side side) throws IOException {
    try (InputStream log = venue.logs.open(series.id(), game, side).orElseThrow()) {
      return new String(log.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private List<JsonNode> recording(Series series, PlayedGame game) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    try (InputStream in =
        new GZIPInputStream(
            venue
                .replays
                .open(series.id(), game.number(), game.replay().orElseThrow())
                .orElseThrow())) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        lines.add(new ObjectMapper().readTree(line));
      }
    }
    return lines;
  }

  @ParameterizedTest
  @ValueSource(strings = {"bo3", "bo5"})
  void gamesArePlayedUntilOneHasWonEnough(String word) throws Exception {
    Format format = Format.of(word);
    Series series = play(format);

    assertThat(series.status()).isEqualTo(SeriesStatus.COMPLETED);
    assertThat(series.winner()).contains(Side.P1);
    assertThat(series.games()).extracting(PlayedGame::number).hasSize(format.wins());
    PlayedGame game = series.games().get(0);
    assertThat(game.result().p1()).isEqualTo(new Standing("ONE", 5, 0.5));
    assertThat(game.stage()).isEqualTo("FLAT");
    assertThat(game.forfeitedBy()).isEmpty();
    assertThat(game.timing(Side.P1).moves()).isEqualTo(PlainGame.FRAMES);
    assertThat(game.timing(Side.P1).late()).isZero();
    assertThat(series.games()).extracting(PlayedGame::seed).doesNotHaveDuplicates();
    assertThat(venue.game.starts)
        .extracting(WorldStart::seed)
        .isEqualTo(series.games().stream().map(PlayedGame::seed).toList());
  }

  @Test
  void fightersAreStartedAnewForEveryGameAndToldWhatTheyNeed() throws Exception {
    List<ConfinedProgram> started = new CopyOnWriteArrayList<>();
    List<String> heard = new CopyOnWriteArrayList<>();
    venue.sandbox =
        new FakeSandbox(
            program -> {
              started.add(program);
              return (line, out) -> {
                if (Venue.isP1(program)) {
                  heard.add(line);
                }
                Venue.pressing(Venue.isP1(program) ? "0.5" : "a").read(line, out);
              };
            });

    play(Format.BO3);

    assertThat(started).hasSize(4);
    assertThat(started.get(0).command()).containsExactly("python3", "bot.py");
    assertThat(started.get(0).limits().temporaryBytes()).isEqualTo(1 << 20);
    assertThat(started).extracting(ConfinedProgram::log).doesNotHaveDuplicates();
    assertThat(heard)
        .containsSubsequence(
            "hello",
            "start 1 1 bob FLAT {\"says\":\"\\\"hi\\\"\"}",
            "act 0",
            "act 4",
            "end 1 false",
            "hello",
            "start 2 1 bob FLAT {\"says\":\"\\\"hi\\\"\"}");
  }

  @Test
  void theRecordingHoldsTheSeedEveryFrameAndTheResult() throws Exception {
    Series series = play(Format.BO3);
    PlayedGame game = series.games().get(0);

    List<JsonNode> lines = recording(series, game);

    assertThat(game.format()).isEqualTo("jsonl");
    assertThat(lines).hasSize(PlainGame.FRAMES + 2);
    JsonNode head = lines.get(0);
    assertThat(head.get("seed").asText()).isEqualTo(Long.toString(game.seed()));
    assertThat(head.get("p2").get("name").asText()).isEqualTo("bob");
    assertThat(head.get("p1").get("config").asText()).isEqualTo("{\"says\":\"\\\"hi\\\"\"}");
    assertThat(lines.get(3))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    "{\"frame\":2,\"p1\":{\"buttons\":[\"a\"]},\"p2\":{},\"state\":"
                        + PlainGame.json(2, 0)
                        + "}"));
    assertThat(lines.get(6).get("winner").asText()).isEqualTo("p1");
    assertThat(lines.get(6).get("forfeited_by").isNull()).isTrue();
    assertThat(game.replayBytes())
        .isEqualTo(venue.replays.list(series.id()).get(0).bytes())
        .isPositive();
  }

  @Test
  void aRecordingOfItsOwnIsKeptInsteadOfOurs() throws Exception {
    world(
        new PlainGame() {
          @Override
          public World open(WorldStart start) throws WorldException, InterruptedException {
            super.open(start);
            return new PlainWorld() {
              @Override
              public Optional<Path> recording() {
                try {
                  return Optional.of(Files.writeString(start.folder().resolve("r.own"), "whole"));
                } catch (IOException full) {
                  throw new AssertionError(full);
                }
              }
            };
          }
        });

    Series series = play(Format.BO3);

    PlayedGame game = series.games().get(0);
    assertThat(game.format()).isEqualTo("own");
    try (InputStream kept =
        venue.replays.open(series.id(), 1, game.replay().orElseThrow()).orElseThrow()) {
      assertThat(kept).hasContent("whole");
    }
  }

  @Test
  void aRecordingThatLiesElsewhereIsNotTaken() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "not yours");
    world(
        new PlainGame() {
          @Override
          public World open(WorldStart start) throws WorldException, InterruptedException {
            super.open(start);
            return new PlainWorld() {
              @Override
              public Optional<Path> recording() {
                try {
                  Path link = start.folder().resolve("link");
                  return Optional.of(
                      Files.exists(link) ? link : Files.createSymbolicLink(link, secret));
                } catch (IOException full) {
                  throw new AssertionError(full);
                }
              }
            };
          }
        });

    Series series = play(Format.BO3);

    assertThat(series.games().get(0).format()).isEqualTo("jsonl");
    assertThat(recording(series, series.games().get(0))).hasSize(PlainGame.FRAMES + 2);
  }

  @Test
  void aGameWhoseRecordingCannotBeKeptCountsNevertheless() throws Exception {
    AtomicInteger tried = new AtomicInteger();
    venue.replays = refusing(tried, Integer.MAX_VALUE);

    Series series = play(Format.BO3);

    assertThat(series.winner()).contains(Side.P1);
    assertThat(series.games())
        .allSatisfy(game -> assertThat(game.replay()).isEmpty())
        .allSatisfy(game -> assertThat(game.replayBytes()).isZero());
    assertThat(tried).hasValueGreaterThan(2);
  }

  @Test
  void aReplayStoreThatIsAwayForAMomentLosesNothing() throws Exception {
    venue.replays = refusing(new AtomicInteger(), 1);

    assertThat(play(Format.BO3).games()).allSatisfy(game -> assertThat(game.replay()).isPresent());
  }

  private static ReplayStore refusing(AtomicInteger tried, int times) {
    InMemoryReplayStore kept = new InMemoryReplayStore();
    return new ReplayStore() {
      @Override
      public Stored put(MatchId match, int game, ByteBuffer recording) throws IOException {
        if (tried.incrementAndGet() <= times) {
          throw new IOException("The disk is away.");
        }
        return kept.put(match, game, recording);
      }

      @Override
      public Optional<InputStream> open(MatchId match, int game, ReplayHash hash) {
        return kept.open(match, game, hash);
      }

      @Override
      public List<Stored> list(MatchId match) {
        return kept.list(match);
      }

      @Override
      public boolean delete(MatchId match) {
        return kept.delete(match);
      }

      @Override
      public boolean delete(MatchId match, int game, ReplayHash hash) {
        return kept.delete(match, game, hash);
      }
    };
  }

  @Test
  void whoCannotBeStartedForfeitsAndItsOwnerReadsWhy() throws Exception {
    venue.sandbox =
        new FakeSandbox(
            program -> {
              if (Venue.isP1(program)) {
                throw new IllegalStateException("bot.py is not there");
              }
              return Venue.pressing("0.5");
            });

    Series series = play(Format.BO3);

    assertThat(series.winner()).contains(Side.P2);
    PlayedGame game = series.games().get(0);
    assertThat(game.forfeitedBy()).contains(Side.P1);
    assertThat(game.reason()).contains("p1 forfeited: its fighter did not start.");
    assertThat(log(series, 1, Side.P1)).contains("bot.py is not there");
    assertThat(log(series, 1, Side.P2)).isEmpty();
  }

  @Test
  void aFighterThatTheEngineCannotStartIsStartedAgainAndForfeitsNothing() throws Exception {
    AtomicInteger faults = new AtomicInteger(1);
    venue.sandbox =
        new FakeSandbox(
            program -> {
              if (faults.getAndDecrement() > 0) {
                throw new UncheckedIOException(new IOException("error=11, no process"));
              }
              return Venue.pressing(Venue.isP1(program) ? "a" : "0.5");
            });

    Series series = play(Format.BO3);

    assertThat(series.winner()).contains(Side.P1);
    assertThat(series.games())
        .hasSize(2)
        .allSatisfy(game -> assertThat(game.forfeitedBy()).isEmpty());
  }

  @Test
  void anEngineThatCannotStartFightersAtAllMakesTheSeriesVoidAndShowsNoPaths() throws Exception {
    venue.sandbox =
        new FakeSandbox(
            program -> {
              throw new UncheckedIOException(new IOException("/srv/lanista/fighters is away"));
            });

    Series series = play(Format.BO3);

    assertThat(series.status()).isEqualTo(SeriesStatus.VOID);
    assertThat(series.reason().orElseThrow())
        .contains("tried 3 times", "could not start a fighter")
        .doesNotContain("/srv");
    assertThat(log(series, 1, Side.P1)).doesNotContain("/srv");
  }

  @Test
  void whoDoesNotSayHelloForfeits() throws Exception {
    fighters(Venue.pressing("0.5"), (line, out) -> {});

    Series series = play(Format.BO3);

    assertThat(series.games())
        .hasSize(2)
        .allMatch(g -> g.forfeitedBy().equals(Optional.of(Side.P2)));
    assertThat(log(series, 2, Side.P2)).contains("hello within 300 ms");
  }

  @Test
  void whoSaysSomethingElseThanHelloForfeits() throws Exception {
    fighters(FakeSandbox.Script.answering(line -> "bonjour"), Venue.pressing("0.5"));

    Series series = play(Format.BO3);

    assertThat(series.winner()).contains(Side.P2);
    assertThat(log(series, 1, Side.P1)).contains("This is no hello: bonjour");
  }

  @Test
  void whoEndsDuringTheGameForfeitsItAsItStands() throws Exception {
    fighters(
        (line, out) -> {
          Venue.pressing("a").read(line, out);
          if (line.equals("act 2")) {
            out.end();
          }
        },
        Venue.pressing("0.5"));

    PlayedGame game = play(Format.BO3).games().get(0);

    assertThat(game.winner()).isEqualTo(Side.P2);
    assertThat(game.forfeitedBy()).contains(Side.P1);
    assertThat(game.reason()).contains("p1 forfeited: its fighter ended or no longer reads.");
    assertThat(game.result().winner()).isEmpty();
    assertThat(game.result().p1()).isEqualTo(new Standing("ONE", 3, 0.5));
    assertThat(game.result().frames()).isEqualTo(3);
    assertThat(game.replay()).isPresent();
  }

  @Test
  void whoNeverAnswersForfeitsAfterSoManyFrames() throws Exception {
    fighters(
        Venue.pressing("a"),
        (line, out) -> {
          if (line.equals("hello")) {
            out.print("hello");
          }
        });

    Series series = play(Format.BO3);

    PlayedGame game = series.games().get(0);
    assertThat(game.reason())
        .contains("p2 forfeited: 4 answers in a row were late or could not be understood.");
    assertThat(game.timing(Side.P2).late()).isEqualTo(4);
    assertThat(log(series, 1, Side.P2)).contains("[lanista] Frame 1: no answer within 20 ms.");
  }

  @Test
  void whoAnswersNonsenseForfeitsToo() throws Exception {
    fighters(Venue.pressing("a"), Venue.pressing("{\"main_x\":2}"));

    PlayedGame game = play(Format.BO3).games().get(0);

    assertThat(game.forfeitedBy()).contains(Side.P2);
    assertThat(game.timing(Side.P2).broken()).isEqualTo(4);
  }

  @Test
  void whenBothFailAtOnceTheGameIsPlayedOnceMoreAndThenTheSeriesIsVoid() throws Exception {
    fighters(Venue.pressing("?"), Venue.pressing("?"));

    Series series = play(Format.BO3);

    assertThat(series.status()).isEqualTo(SeriesStatus.VOID);
    assertThat(series.games()).isEmpty();
    assertThat(series.reason())
        .hasValueSatisfying(why -> assertThat(why).contains("p1, 4", "p2, 4"));
    assertThat(venue.game.starts).hasSize(2);
  }

  @Test
  void whoFailsFirstLosesAlthoughTheOtherWouldHaveFailedToo() throws Exception {
    fighters(
        Venue.pressing("?"),
        (line, out) -> Venue.pressing(line.equals("act 0") ? "0.5" : "?").read(line, out));

    assertThat(play(Format.BO3).winner()).contains(Side.P2);
  }

  @Test
  void aDrawnGameIsPlayedAgainWithAnotherSeedAndNotForEver() throws Exception {
    fighters(Venue.pressing("a"), Venue.pressing("a"));

    Series series = play(Format.BO3);

    assertThat(series.status()).isEqualTo(SeriesStatus.VOID);
    assertThat(series.reason())
        .hasValueSatisfying(why -> assertThat(why).contains("drawn 2 times"));
    assertThat(venue.game.starts).extracting(WorldStart::seed).hasSize(2).doesNotHaveDuplicates();
    assertThat(venue.replays.list(series.id())).isEmpty();
  }

  @Test
  void aGameThatDoesNotEndCountsAsDrawn() throws Exception {
    world(
        new PlainGame() {
          @Override
          public World open(WorldStart start) throws WorldException, InterruptedException {
            super.open(start);
            return new PlainWorld() {
              @Override
              public Optional<WorldResult> result() {
                return Optional.empty();
              }
            };
          }
        });

    Series series = play(Format.BO3);

    assertThat(series.reason())
        .hasValueSatisfying(why -> assertThat(why).contains("drawn", "50 frames"));
  }

  @Test
  void aGameWhoseTimeIsOverIsWonByWhoIsAhead() throws Exception {
    slowWorld();

    Series series = play(Format.BO3);

    assertThat(series.winner()).contains(Side.P1);
    PlayedGame game = series.games().get(0);
    assertThat(game.result())
        .isEqualTo(
            new WorldResult(
                Optional.of(Side.P1), new Standing("ONE", 3, 0.5), new Standing("TWO", 0, 1), 3));
    assertThat(game.forfeitedBy()).isEmpty();
    assertThat(game.reason()).hasValueSatisfying(why -> assertThat(why).contains("its time was"));
  }

  @Test
  void aGameThatIsLevelWhenItsTimeIsOverIsVoidAndNotPlayedAgain() throws Exception {
    slowWorld();
    fighters(Venue.pressing("0.5"), Venue.pressing("0.5"));
    percentIsLevel.set(true);

    Series series = play(Format.BO3);

    assertThat(series.status()).isEqualTo(SeriesStatus.VOID);
    assertThat(series.reason())
        .hasValueSatisfying(why -> assertThat(why).contains("not decided within 10 minutes"));
    assertThat(venue.game.starts).hasSize(1);
  }

  private final AtomicBoolean percentIsLevel = new AtomicBoolean();

  /** One whose every frame takes four of the ten minutes. */
  private void slowWorld() {
    AtomicLong ahead = new AtomicLong();
    world(
        new PlainGame() {
          @Override
          public World open(WorldStart start) throws WorldException, InterruptedException {
            super.open(start);
            return new PlainWorld() {
              @Override
              public WorldState state() throws WorldException, InterruptedException {
                String json = super.state().json();
                return new WorldState(
                    frame, percentIsLevel.get() ? json.replace("0.5", "1") : json);
              }

              @Override
              public void apply(Controls one, Controls two)
                  throws WorldException, InterruptedException {
                super.apply(one, two);
                ahead.addAndGet(TimeUnit.MINUTES.toNanos(4));
              }
            };
          }
        });
    venue.ticks =
        new Ticks() {
          @Override
          public long nanos() {
            return Ticks.SYSTEM.nanos() + ahead.get();
          }

          @Override
          public void sleep(long nanos) throws InterruptedException {
            Ticks.SYSTEM.sleep(nanos);
          }
        };
  }

  @Test
  void aWorldThatFailsOnceIsStartedAgain() throws Exception {
    world(
        new PlainGame() {
          @Override
          public World open(WorldStart start) throws WorldException, InterruptedException {
            if (starts.isEmpty()) {
              starts.add(start);
              throw new WorldException("no port is free");
            }
            return super.open(start);
          }
        });

    assertThat(play(Format.BO3).winner()).contains(Side.P1);
  }

  @Test
  void aGameThatReloadsOfItsPluginEndIsBegunAgainHoweverOften() throws Exception {
    AtomicInteger begun = new AtomicInteger();
    FixedRegistry<GameRunner> runners = FixedRegistry.of(Venue.RUNNER, venue.game);
    class Reloaded extends PlainGame {
      @Override
      public World open(WorldStart start) throws WorldException, InterruptedException {
        if (begun.incrementAndGet() <= 5) {
          runners.replace(Venue.RUNNER, new Reloaded());
          throw new WorldException("its plugin was unloaded");
        }
        return super.open(start);
      }
    }
    runners.replace(Venue.RUNNER, new Reloaded());
    venue.runners = runners;

    Series series = play(Format.BO3);

    assertThat(series.reason()).isEmpty();
    assertThat(series.winner()).contains(Side.P1);
  }

  /** Ways in which a world can fail, and what the reason then says. */
  enum Fault {
    OPEN("no port is free"),
    NULL("it answered null"),
    STAGE("no name of a stage"),
    STATE("its state is not what a state is"),
    FRAME("its frame went from 0 to 0"),
    LARGE("bytes; it may have 8192"),
    APPLY("the game crashed"),
    THROWS("failed in 'frame' with java.lang.IllegalStateException"),
    INVALID("you did wrong"),
    RESULT("it answered null");

    final String says;

    Fault(String says) {
      this.says = says;
    }
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aWorldThatAlwaysFailsMakesTheSeriesVoidWithTheReason(Fault fault) throws Exception {
    world(new FaultyGame(fault));

    Series series = play(Format.BO3);

    assertThat(series.status()).isEqualTo(SeriesStatus.VOID);
    assertThat(series.games()).isEmpty();
    assertThat(series.reason())
        .hasValueSatisfying(
            why ->
                assertThat(why).contains("Game 1 could not be played, tried 3 times", fault.says));
  }

  private static final class FaultyGame extends PlainGame {
    private final Fault fault;

    FaultyGame(Fault fault) {
      this.fault = fault;
    }

    @Override
    public World open(WorldStart start) throws WorldException, InterruptedException {
      if (fault == Fault.OPEN) {
        throw new WorldException("no port is free");
      }
      if (fault == Fault.NULL) {
        return null;
      }
      super.open(start);
      return new FaultyWorld();
    }

    private final class FaultyWorld extends PlainWorld {
      @Override
      public String stage() {
        return fault == Fault.STAGE ? "a\"b" : super.stage();
      }

      @Override
      public WorldState state() throws WorldException, InterruptedException {
        return switch (fault) {
          case STATE -> new WorldState(frame, "{\"p1\":{}}");
          case FRAME -> new WorldState(0, json(p1, p2));
          case LARGE -> new WorldState(0, "{\"a\":\"" + "é".repeat(8000) + "\"}");
          default -> super.state();
        };
      }

      @Override
      public void apply(Controls one, Controls two) throws WorldException, InterruptedException {
        switch (fault) {
          case APPLY -> throw new WorldException("the game crashed");
          case THROWS -> throw new IllegalStateException("x");
          case INVALID -> throw new EngineException(ErrorCode.INVALID_REQUEST, "you did wrong");
          default -> super.apply(one, two);
        }
      }

      @Override
      public Optional<WorldResult> result() throws WorldException {
        return fault == Fault.RESULT && frame > 2 ? null : super.result();
      }
    }
  }

  @Test
  void anEngineThatStopsWhileItLooksForItsSandboxLeavesTheSeriesToBePlayed() throws Exception {
    venue.sandbox =
        without(
            () -> {
              Thread.currentThread().interrupt();
              return "The trial was interrupted.";
            });
    MatchId id = venue.ledger.book(Venue.RUNNER, Format.BO3);

    assertThatThrownBy(() -> venue.player().play(id)).isInstanceOf(InterruptedException.class);

    assertThat(venue.ledger.find(id).status()).isNotEqualTo(SeriesStatus.VOID);
  }

  private static Sandbox without(Supplier<String> why) {
    return new Sandbox() {
      @Override
      public Optional<String> whyUnavailable() {
        return Optional.of(why.get());
      }

      @Override
      public boolean isConfining() {
        return true;
      }

      @Override
      public Confined start(ConfinedProgram program) {
        throw new AssertionError("It is not available.");
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void whereFilesLieIsNotSaidWhenTheyCannotBeWritten() throws Exception {
    Path work = Files.writeString(folder.resolve("work"), "no folder");

    Series series = play(Format.BO3);

    Files.delete(work);
    assertThat(series.status()).isEqualTo(SeriesStatus.VOID);
    assertThat(series.reason().orElseThrow())
        .contains("cannot write where games are played")
        .doesNotContain(folder.toString());
  }

  @Test
  void withoutASandboxNothingIsPlayedAndTheReasonSaysWhatToInstall() throws Exception {
    venue.sandbox = without(() -> "Install bubblewrap.");

    Series series = play(Format.BO3);

    assertThat(series.status()).isEqualTo(SeriesStatus.VOID);
    assertThat(series.reason()).contains("Install bubblewrap.");
  }

  @Test
  void withoutWhatAWorldNeedsNothingIsPlayedAndTheReasonSaysSo() throws Exception {
    world(
        new PlainGame() {
          @Override
          public Optional<String> whyUnavailable() {
            return Optional.of("There is no ISO.");
          }
        });

    assertThat(play(Format.BO3).reason()).contains("There is no ISO.");
  }

  @Test
  void aRunnerThatIsGoneMakesTheSeriesVoidByItsName() throws Exception {
    venue.runners = FixedRegistry.of("other", new PlainGame());

    assertThat(play(Format.BO3).reason())
        .hasValueSatisfying(why -> assertThat(why).contains("'plain'"));
  }

  @Test
  void aFinishedGameIsKeptUntilTheStorageIsBackAndCountsOnce() throws Exception {
    fighters(
        (line, out) -> {
          if (line.equals("act 4")) {
            venue.ledger.away(3);
          }
          Venue.pressing("a").read(line, out);
        },
        Venue.pressing("0.5"));

    Series series = play(Format.BO3);

    assertThat(series.games()).hasSize(2);
    assertThat(venue.game.starts).hasSize(2);
  }

  @Test
  void aGameThatWasWrittenDownAlthoughTheAnswerWasLostCountsOnce() throws Exception {
    venue.ledger.loseTheNextAnswer();

    Series series = play(Format.BO5);

    assertThat(series.games()).extracting(PlayedGame::number).containsExactly(1, 2, 3);
    assertThat(venue.game.starts).hasSize(3);
  }

  @Test
  void whenTheStorageIsAwayAtTheStartTheSeriesIsPlayedLater() throws Exception {
    MatchId id = venue.ledger.book(Venue.RUNNER, Format.BO3);
    venue.ledger.away(1);

    assertThat(venue.player().play(id)).isFalse();

    assertThat(venue.ledger.find(id).status()).isEqualTo(SeriesStatus.STARTING);
    assertThat(venue.player().play(id)).isTrue();
    assertThat(venue.ledger.find(id).winner()).contains(Side.P1);
  }

  @Test
  void anEngineThatStopsLeavesTheSeriesToBePlayedOnAndCountsNothingHalf() throws Exception {
    MatchId id = venue.ledger.book(Venue.RUNNER, Format.BO3);
    Thread player = Thread.currentThread();
    FakeSandbox.Script stops =
        (line, out) -> {
          if (line.equals("act 3") && venue.ledger.find(id).games().size() == 1) {
            player.interrupt();
          }
          Venue.pressing("a").read(line, out);
        };
    fighters(stops, Venue.pressing("0.5"));

    assertThatThrownBy(() -> venue.player().play(id)).isInstanceOf(InterruptedException.class);

    assertThat(venue.ledger.find(id).games()).hasSize(1);
    assertThat(venue.game.open).hasValue(0);
    fighters(Venue.pressing("a"), Venue.pressing("0.5"));
    assertThat(venue.player().play(id)).isTrue();
    Series series = venue.ledger.find(id);
    assertThat(series.games()).extracting(PlayedGame::number).containsExactly(1, 2);
    assertThat(venue.game.starts).extracting(WorldStart::game).containsExactly(1, 2, 2);
    assertThat(venue.game.starts).extracting(WorldStart::seed).doesNotHaveDuplicates();
  }

  @Test
  void aGameThatIsInterruptedAgainAndAgainMakesTheSeriesVoid() throws Exception {
    MatchId id = venue.ledger.book(Venue.RUNNER, Format.BO3);
    for (int i = 0; i < 3; i++) {
      venue.ledger.begin(id);
    }

    assertThat(venue.player().play(id)).isTrue();

    assertThat(venue.ledger.find(id).status()).isEqualTo(SeriesStatus.VOID);
    assertThat(venue.ledger.find(id).reason())
        .hasValueSatisfying(why -> assertThat(why).contains("stopped 3 times"));
  }

  @Test
  void aSeriesThatIsOverIsNotPlayedAgain() throws Exception {
    Series series = play(Format.BO3);

    assertThat(venue.player().play(series.id())).isTrue();

    assertThat(venue.game.starts).hasSize(2);
  }
}
