package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lanista.chain.local.Anvil;
import io.lanista.chain.local.RealAnvil;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as its users run it. */
class DemoIT {
  private static final Duration LONG = Duration.ofSeconds(100);

  @TempDir Path data;

  @Test
  void demoPlaysAWholeMatchAndSaysSo() throws Exception {
    try (Program demo = Program.lanista("demo", "--data", data.toString())) {
      assertThat(demo.exit(LONG)).as(demo.output()).isZero();
      assertThat(demo.output())
          .contains("paired", "live", "of 2400 seen", "reported", "2 of 2", "as recorded")
          .contains("1500 -> 1516 (+16)", "1500 -> 1484 (-16)")
          .contains("\"status\" : \"completed\"");
    }
  }

  @Test
  void demoThatWasKilledGoesOnAndEnds() throws Exception {
    String match;
    try (Program demo = Program.lanista("demo", "--data", data.toString())) {
      match = matchIn(demo.await(line -> line.contains("is p1 of match"), LONG));
      demo.await(line -> line.contains("frame") && line.contains("seen"), LONG);
      demo.kill();
    }
    try (Program demo = Program.lanista("demo", "--data", data.toString())) {
      assertThat(demo.exit(LONG)).as(demo.output()).isZero();
      assertThat(demo.output()).contains("goes on after a restart", match, "as recorded");
    }
  }

  @Test
  void demoOfRoomsPlaysAnArenaAndABlitzAndShowsTheirBoards() throws Exception {
    try (Program demo = Program.lanista("demo", "rooms", "--data", data.toString())) {
      assertThat(demo.exit(LONG)).as(demo.output()).isZero();
      assertThat(demo.output())
          .contains("room.state_sync", "room.locked", "room.advance", "room.end", "room.final")
          .contains("[x]", "red wins (completed)")
          .doesNotContain("NOT what was planned");
    }
  }

  @Test
  void demoOfHostedGamesPlaysABestOfThreeInTheSandbox() throws Exception {
    RealSandbox.assume(data.resolve("sandbox-trial"));
    try (Program demo = Program.lanista("demo", "hosted", "--data", data.toString())) {
      assertThat(demo.exit(LONG)).as(demo.output()).isZero();
      assertThat(demo.output())
          .contains("rusher (Python), version 1", "keeper (Java), version 1", "bo3, and accepts")
          .containsPattern("game 1 +on ")
          .containsPattern("live +frame")
          .containsPattern("wins 2-[01]")
          .containsPattern("rating +pia-.* 1500 -> 1(516|484)")
          .containsPattern("replay +game 2: http");
    }
  }

  @Test
  void demoOfTheChainRecordsSettlesAndReadsItBack() throws Exception {
    // Skips, or says what to install, before the demo would; and what npm brings, it finds here.
    RealAnvil.contracts();
    try (Anvil usable = RealAnvil.start()) {
      assertThat(usable.blockNumber()).isZero();
    }
    try (Program demo = Program.lanista("demo", "chain", "--data", data.toString())) {
      assertThat(demo.exit(LONG)).as(demo.output()).isZero();
      assertThat(demo.output())
          .contains("1 of 2", "2 of 2", "2 confirmations", "recorded by the contract, and the same")
          .containsPattern("rating +agent 1 .*elo 15?[0-9]+ in melee")
          .containsPattern("pool 0 was opened .* is resolved")
          .contains("wager 0 is settled", "all of it is on chain, once")
          .doesNotContain("MISSING");
      for (String call :
          List.of("createPool", "recordMatch", "giveFeedback", "resolve", "settleWager")) {
        assertThat(demo.output()).containsPattern("tx +0x[0-9a-f]{64} .*" + call);
      }
      assertThat(anvilsLeft(demo.output())).isEmpty();
    }
  }

  /** Whether the demo's chain is still there. */
  private static Optional<String> anvilsLeft(String output) {
    Matcher chain = Pattern.compile("chain +http://127.0.0.1:(\\d+)").matcher(output);
    assertThat(chain.find()).isTrue();
    try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(chain.group(1)))) {
      return Optional.of(String.valueOf(socket));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  @Test
  void keptDemoGoesOnServingUntilItIsStopped() throws Exception {
    try (Program demo = Program.lanista("demo", "--keep", "--data", data.toString())) {
      String line = demo.await(said -> said.strip().endsWith("/health"), LONG);
      JsonNode health = get(URI.create(line.strip()));
      assertThat(health.path("status").asText()).isEqualTo("ok");
      demo.terminate();
      demo.exit(Duration.ofSeconds(20));
    }
  }

  @Test
  void recordedGameIsPlayedUnderItsPlayersCodes() throws Exception {
    Optional<Path> game = Program.shared("data/slp/slippi-js__FodPlatforms.slp");
    assumeTrue(game.isPresent(), "the recorded games are not beside the project");
    try (Program demo =
        Program.lanista("demo", "--replay", game.get().toString(), "--data", data.toString())) {
      assertThat(demo.exit(LONG)).as(demo.output()).isZero();
      assertThat(demo.output()).contains("AMANDA#0 won 1-0, as recorded", "10584 of 10584");
    }
  }

  private static String matchIn(String line) {
    String after = line.substring(line.indexOf("of match ") + "of match ".length());
    return after.substring(0, 36);
  }

  private static JsonNode get(URI address) throws Exception {
    return new ObjectMapper()
        .readTree(
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build(),
                    HttpResponse.BodyHandlers.ofString())
                .body());
  }
}
