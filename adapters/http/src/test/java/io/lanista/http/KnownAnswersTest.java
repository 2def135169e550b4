package io.lanista.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.http.SampleServer.Source;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers that are made of what is in memory. */
class KnownAnswersTest {
  private final SampleServer server = SampleServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private String word(String id) {
    var answer = server.get("/known/" + id);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void whatIsNotInMemoryIsLookedUpOnce() {
    assertThat(word("a")).isEqualTo("{\"word\":\"a1\"}");
    assertThat(server.memory).containsKey("a");
    assertThat(word("a")).isEqualTo("{\"word\":\"a1\"}");
    assertThat(server.formed).hasValue(1);
  }

  @Test
  void whatTookItsPlaceIsAnsweredAtOnce() {
    server.memory.put("a", new Source("old"));
    assertThat(word("a")).isEqualTo("{\"word\":\"old1\"}");

    server.memory.put("a", new Source("new"));
    assertThat(word("a")).isEqualTo("{\"word\":\"new2\"}");

    // An equal one is another one.
    server.memory.put("a", new Source("new"));
    assertThat(word("a")).isEqualTo("{\"word\":\"new3\"}");
  }

  @Test
  void refusalsAndDefectsAreAnsweredAsEverywhere() {
    assertThat(server.get("/known/none").statusCode()).isEqualTo(404);
    var broken = server.get("/known/broken");
    assertThat(broken.statusCode()).isEqualTo(500);
    assertThat(broken.body()).doesNotContain("secret detail");
    server.memory.put("kept", new Source("broken"));
    assertThat(server.get("/known/kept").statusCode()).isEqualTo(500);
    assertThat(word("b")).isEqualTo("{\"word\":\"b1\"}");
  }

  @Test
  void answersFromMemoryDoNotWaitForWorkers() throws Exception {
    var oneWorker =
        HttpSettings.usual("127.0.0.1", 0).requests(RequestLimits.usual().blocking(1, 1, 1));
    try (var busy = SampleServer.start(oneWorker, List.of())) {
      busy.memory.put("a", new Source("a"));
      var slow = CompletableFuture.supplyAsync(() -> busy.get("/slow"));
      assertThat(busy.waiting.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(busy.get("/known/a").body()).isEqualTo("{\"word\":\"a1\"}");
      assertThat(slow).isNotDone();
      busy.release.countDown();
      assertThat(slow.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
  }
}
