package io.lanista.engine.hosting;

import static io.lanista.engine.Answered.eventually;
import static io.lanista.engine.Answered.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lanista.engine.hosting.CheckedWorld.Shown;
import io.lanista.engine.stream.LiveBatch;
import io.lanista.engine.stream.Viewer;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.hosting.WorldState;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.series.Format;
import io.lanista.ports.series.Series;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class LiveGamesTest {
  private final VirtualTicks ticks = new VirtualTicks();
  @TempDir Path folder;
  private Venue venue;
  private LiveGames live;
  private Series series;

  /** Someone who keeps what is shown, while it is not too slow. */
  private static final class Watching implements Viewer {
    final List<LiveBatch> batches = new CopyOnWriteArrayList<>();
    volatile int closed;
    volatile boolean slow;

    @Override
    public boolean offer(LiveBatch batch) {
      return !slow && batches.add(batch);
    }

    @Override
    public void close(int code, String reason) {
      closed = code;
    }

    List<JsonNode> seen() {
      return batches.stream()
          .flatMap(batch -> batch.messages().stream())
          .map(message -> StandardCharsets.UTF_8.decode(message.duplicate()).toString())
          .map(
              text -> {
                try {
                  return new ObjectMapper().readTree(text);
                } catch (IOException wrong) {
                  throw new UncheckedIOException(wrong);
                }
              })
          .toList();
    }

    List<String> types() {
      return seen().stream().map(message -> message.get("type").asText()).toList();
    }
  }

  @BeforeEach
  void open() {
    venue = new Venue(folder, new PlainGame());
    live = new LiveGames(venue.settings, ticks);
    series = venue.ledger.find(venue.ledger.book(Venue.RUNNER, Format.BO3));
  }

  @AfterEach
  void close() {
    live.close();
    venue.live.close();
  }

  private static Shown state(int frame) {
    String json = PlainGame.json(4, 3);
    return new Shown(new WorldState(frame, json), json.getBytes(StandardCharsets.UTF_8), false);
  }

  @Test
  void aWholeSeriesIsShownInOrderAndThenEveryoneIsSentAway() throws Exception {
    MatchId id = venue.ledger.book(Venue.RUNNER, Format.BO3);
    HostingPool pool = venue.pool();
    Watching viewer = new Watching();
    pool.offer(id);
    venue.live.watch(id, 0, viewer);

    pool.start();

    eventually("it is over", () -> viewer.closed == 1000);
    assertThat(pool.stop(Duration.ofSeconds(10))).isTrue();
    assertThat(viewer.types())
        .containsExactly(
            "game_start",
            "game_state",
            "game_state",
            "game_state",
            "game_state",
            "game_state",
            "game_end",
            "game_start",
            "game_state",
            "game_state",
            "game_state",
            "game_state",
            "game_state",
            "game_end",
            "match_end");
    JsonNode frame = viewer.seen().get(3);
    assertThat(frame.get("frame").asInt()).isEqualTo(2);
    assertThat(frame.get("match_id").asText()).isEqualTo(id.toString());
    assertThat(frame.get("game_number").asInt()).isEqualTo(1);
    assertThat(frame.get("p1").get("stocks").asInt()).isEqualTo(2);
    assertThat(frame.get("stage").asText()).isEqualTo("FLAT");
    assertThat(viewer.seen().get(6).get("winner").asText()).isEqualTo("ada");
    assertThat(viewer.seen().get(6).get("final_stocks").get("p1").asInt()).isEqualTo(5);
    assertThat(viewer.seen().get(14).get("score").asText()).isEqualTo("2-0");
  }

  @Test
  void aFrameIsEncodedOnceForAll() {
    LiveSeries shown = live.open(series.id());
    Watching first = new Watching();
    Watching second = new Watching();
    live.watch(series.id(), 0, first);
    live.watch(series.id(), 0, second);

    shown.frame(state(1));

    assertThat(first.batches.get(0)).isSameAs(second.batches.get(0));
  }

  @Test
  void aStateThatSaysItsFrameIsNotGivenAnotherOne() {
    LiveSeries shown = live.open(series.id());
    Watching viewer = new Watching();
    live.watch(series.id(), 0, viewer);
    shown.gameStarts(series, 2, "FLAT");
    String json = "{\"frame\":7," + PlainGame.json(1, 1).substring(1);

    shown.frame(new Shown(new WorldState(7, json), json.getBytes(StandardCharsets.UTF_8), true));

    String text = StandardCharsets.UTF_8.decode(viewer.batches.get(1).joined()).toString();
    assertThat(text).containsOnlyOnce("\"frame\"").startsWith("{\"type\":\"game_state\"");
    assertThat(viewer.seen().get(1).get("frame").asInt()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"0, 60", "60, 60", "30, 30", "20, 20", "10, 10", "1, 1", "240, 60"})
  void aViewerGetsAsManyStatesASecondAsItWants(int hz, int expected) {
    LiveSeries shown = live.open(series.id());
    Watching viewer = new Watching();
    live.watch(series.id(), hz, viewer);

    for (int frame = 0; frame < 60; frame++) {
      shown.frame(state(frame));
      // Frames never come quite evenly.
      ticks.sleep(1_000_000_000L / 60 + (frame % 2 == 0 ? 500_000 : -500_000));
    }

    assertThat(viewer.batches).hasSizeBetween(expected - 1, expected + 1);
  }

  @Test
  void aSlowViewerMissesFramesAndHoldsNobodyUp() {
    LiveSeries shown = live.open(series.id());
    Watching slow = new Watching();
    Watching quick = new Watching();
    live.watch(series.id(), 0, slow);
    live.watch(series.id(), 0, quick);
    shown.gameStarts(series, 1, "FLAT");
    slow.slow = true;
    shown.frame(state(1));
    shown.frame(state(2));
    slow.slow = false;
    shown.frame(state(3));

    assertThat(quick.seen()).hasSize(4);
    assertThat(slow.types()).containsExactly("game_start", "game_state");
    assertThat(slow.seen().get(1).get("frame").asInt()).isEqualTo(3);
  }

  @Test
  void whoComesDuringAGameGetsItsStartFirst() {
    LiveSeries shown = live.open(series.id());
    shown.gameStarts(series, 1, "FLAT");
    shown.frame(state(1));
    Watching late = new Watching();
    live.watch(series.id(), 0, late);

    shown.frame(state(2));

    assertThat(late.types()).containsExactly("game_start", "game_state");
  }

  @Test
  void onlySoManyMayWatchWhateverTheirRates() {
    live.open(series.id());
    live.watch(series.id(), 0, new Watching());
    Runnable leave = live.watch(series.id(), 10, new Watching());

    refusal(ErrorCode.BUSY, () -> live.watch(series.id(), 20, new Watching()));

    leave.run();
    live.watch(series.id(), 20, new Watching());
    assertThat(live.viewers(series.id())).isEqualTo(2);
  }

  @Test
  void whatIsNotPlayedHereCannotBeWatched() {
    MatchId unknown = new MatchId(new UUID(5, 5));

    refusal(ErrorCode.MATCH_FINISHED, () -> live.watch(unknown, 0, new Watching()));
    refusal(ErrorCode.INVALID_REQUEST, () -> live.watch(unknown, -1, new Watching()));
    refusal(ErrorCode.INVALID_REQUEST, () -> live.watch(unknown, 241, new Watching()));

    live.open(series.id());
    live.end(series.id());
    refusal(ErrorCode.MATCH_FINISHED, () -> live.watch(series.id(), 0, new Watching()));
    assertThat(live.viewers(series.id())).isZero();
  }
}
