package io.lanista.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StoppingTest {
  @Test
  void longPollsAreAnsweredByTheirHook() throws Exception {
    try (var server = SampleServer.start()) {
      server.server.onStopping(() -> server.longPoll.complete(new SampleServer.Word("stopping")));
      var poll =
          server.client().sendAsync(server.request("/poll").build(), BodyHandlers.ofString());
      assertThat(server.waiting.await(20, TimeUnit.SECONDS)).isTrue();
      server.server.stop(Duration.ofSeconds(3));
      assertThat(poll.get(20, TimeUnit.SECONDS).body()).isEqualTo("{\"word\":\"stopping\"}");
    }
  }

  @Test
  void runningRequestsFinishWhileNewOnesAreRefused() throws Exception {
    try (var server = SampleServer.start()) {
      var refusing = new CompletableFuture<Void>();
      server.server.onStopping(() -> refusing.complete(null));
      var slow =
          server.client().sendAsync(server.request("/slow").build(), BodyHandlers.ofString());
      assertThat(server.waiting.await(20, TimeUnit.SECONDS)).isTrue();
      var stopped = CompletableFuture.runAsync(() -> server.server.stop(Duration.ofSeconds(10)));
      refusing.get(20, TimeUnit.SECONDS);
      var refused = server.get("/page");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Connection")).hasValue("close");
      assertThat(SampleServer.json(refused).has("detail")).isTrue();
      server.release.countDown();
      assertThat(slow.get(20, TimeUnit.SECONDS).body()).isEqualTo("{\"word\":\"done\"}");
      stopped.get(20, TimeUnit.SECONDS);
    }
  }
}
