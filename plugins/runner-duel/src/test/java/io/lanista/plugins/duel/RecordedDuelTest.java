package io.lanista.plugins.duel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lanista.engine.hosting.FighterLogs;
import io.lanista.engine.hosting.HostingPool;
import io.lanista.engine.hosting.HostingSettings;
import io.lanista.engine.hosting.HostingSettings.WorldRules;
import io.lanista.engine.hosting.LiveGames;
import io.lanista.ports.hosting.Button;
import io.lanista.ports.hosting.Controls;
import io.lanista.ports.match.Side;
import io.lanista.ports.replay.InMemoryReplayStore;
import io.lanista.ports.sandbox.FakeSandbox;
import io.lanista.ports.series.PlayedGame;
import io.lanista.ports.series.Series;
import io.lanista.ports.storage.SeededIds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A series as the engine plays and records it, played again from nothing but its recordings. */
@Timeout(60)
class RecordedDuelTest {
  private static final DuelRules RULES = new DuelRules(2, 2000);

  @TempDir Path folder;

  /** A fighter that presses something, in the words of {@link OneSeries.Words}. */
  private static FakeSandbox.Script erratic(long seed) {
    Random random = new Random(seed);
    String[] held = {"0.5 0 -"};
    return (line, out) -> {
      if (line.equals("hello")) {
        out.print("hello");
      } else if (line.startsWith("act")) {
        if (random.nextInt(5) == 0) {
          held[0] =
              random.nextInt(11) / 10.0
                  + (random.nextInt(6) == 0 ? " 1" : " 0")
                  + (random.nextInt(3) == 0 ? " a" : " -");
        }
        out.print(held[0]);
      }
    };
  }

  @Test
  void aGamePlayedAgainFromItsRecordingHasTheSameStatesAndResult() throws Exception {
    HostingSettings usual = HostingSettings.usual(folder.resolve("work"), folder.resolve("logs"));
    HostingSettings settings =
        new HostingSettings(
            1,
            usual.fighters(),
            new WorldRules(
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                5000,
                Duration.ofMinutes(5),
                0,
                1 << 20),
            usual.retries(),
            usual.folders(),
            10);
    OneSeries ledger = new OneSeries();
    InMemoryReplayStore replays = new InMemoryReplayStore();
    FighterLogs logs = new FighterLogs(settings, Clock.systemUTC());
    try (FakeSandbox sandbox =
            new FakeSandbox(program -> erratic(program.name().contains("(p1)") ? 1 : 2));
        LiveGames live = new LiveGames(settings);
        HostingPool pool =
            new HostingPool(
                ledger,
                new OneSeries.OneRunner(new DuelGame(RULES)),
                sandbox,
                new OneSeries.NoFiles(),
                new OneSeries.Words(),
                replays,
                logs,
                live,
                new SeededIds(5),
                Clock.systemUTC(),
                settings)) {
      pool.start();
      assertThat(ledger.over.await(50, TimeUnit.SECONDS)).isTrue();
    }

    Series series = ledger.series();
    assertThat(series.winner()).as("%s", series.reason()).isPresent();
    assertThat(series.games()).hasSizeBetween(2, 3);
    for (PlayedGame game : series.games()) {
      playAgain(
          game,
          replays.open(series.id(), game.number(), game.replay().orElseThrow()).orElseThrow());
    }
  }

  private static void playAgain(PlayedGame game, InputStream recording) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    String[] lines;
    try (InputStream in = new GZIPInputStream(recording)) {
      lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n");
    }
    JsonNode head = mapper.readTree(lines[0]);
    Duel duel =
        new Duel(
            RULES,
            Long.parseLong(head.get("seed").asText()),
            DuelCharacter.in(head.get("p1").get("config").asText()),
            DuelCharacter.in(head.get("p2").get("config").asText()));
    DuelWorld world = new DuelWorld(duel);
    for (int i = 1; i < lines.length - 1; i++) {
      JsonNode line = mapper.readTree(lines[i]);
      assertThat(mapper.readTree(world.state().json())).isEqualTo(line.get("state"));
      world.apply(controls(line.get("p1")), controls(line.get("p2")));
    }
    assertThat(world.result()).contains(game.result());
    assertThat(duel.stage().name()).isEqualTo(game.stage());
    assertThat(game.result().standing(Side.P2).character()).isEqualTo("CIRCLE");
    JsonNode end = mapper.readTree(lines[lines.length - 1]);
    assertThat(end.get("winner").asText()).isEqualTo(game.winner().toString());
  }

  private static Controls controls(JsonNode node) {
    Set<Button> buttons = EnumSet.noneOf(Button.class);
    node.path("buttons")
        .forEach(button -> buttons.add(Button.valueOf(button.asText().toUpperCase(Locale.ROOT))));
    return new Controls(
        node.path("main_x").asDouble(0.5),
        node.path("main_y").asDouble(0.5),
        0.5,
        0.5,
        node.path("l").asDouble(0),
        0,
        buttons);
  }
}
