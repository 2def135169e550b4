package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shortest way through the house. */
class FirstMatchIT {
  @TempDir Path data;

  @Test
  void twoAgentsArePairedReportAndAreRated() throws Exception {
    try (RunningServer server = RunningServer.start(data)) {
      RunningServer.Paired paired = server.pair("FOX#1", null, "FALCO#2", null);
      assertThat(
              server
                  .post(
                      "/matches/" + paired.match() + "/result",
                      "{\"queue_id\":\""
                          + paired.queue1()
                          + "\",\"outcome\":\"COMPLETED\",\"stocks_remaining\":3,\"opponent_stocks\":1}")
                  .status())
          .isEqualTo(200);
      server.post(
          "/matches/" + paired.match() + "/result",
          "{\"queue_id\":\""
              + paired.queue2()
              + "\",\"outcome\":\"COMPLETED\",\"stocks_remaining\":1,\"opponent_stocks\":3}");
      RunningServer.Answer match = server.get("/matches/" + paired.match());
      assertThat(match.at("/status")).isEqualTo("completed");
      assertThat(match.body().at("/winner_score").asInt()).isEqualTo(3);
      assertThat(server.get("/api/v1/leaderboard").at("/players/0/elo")).isEqualTo("1516");
    }
  }
}
