package io.lanista.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class LiveSocketTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();
  private final MatchViewer.Listener listener =
      new MatchViewer.Listener() {
        @Override
        public void onGameEnd(int gameNumber, int winnerPort, String endMethod) {
          told.add(endMethod);
        }

        @Override
        public void onMatchEnd(int winnerPort, List<Integer> finalScore) {
          told.add(finalScore);
        }

        @Override
        public void onClosed(int code, String reason) {
          told.add(code + " " + reason);
        }
      };

  @Test
  void viewerHearsEverythingInOrderAndTheCloseLast() throws Exception {
    try (StandInSocket arena =
            new StandInSocket(
                end -> {
                  end.text("{\"type\":\"ping\"}");
                  end.text("{\"type\":\"game_end\",\"gameNumber\":1,", true, false);
                  end.text("\"winnerPort\":2,\"endMethod\":\"stocks\"}", false, true);
                  end.text("{\"type\":\"match_end\",\"winnerPort\":2,\"finalScore\":[0,3]}");
                  end.closeWith(1000, "over");
                  end.listen();
                });
        ArenaClient client = ArenaClient.connect(arena.address());
        MatchViewer viewer = client.watch("m1", listener)) {
      assertThat(viewer.awaitClosed(LONG)).isTrue();
      assertThat(next()).isEqualTo("stocks");
      assertThat(next()).isEqualTo(List.of(0, 3));
      assertThat(next()).isEqualTo("1000 over");
      assertThat(arena.received.poll(20, TimeUnit.SECONDS)).startsWith("GET /ws/match/m1 ");
    }
  }

  @Test
  void unknownMatchIsTold() throws Exception {
    try (StandInSocket arena =
            new StandInSocket(end -> end.closeWith(MatchViewer.UNKNOWN_MATCH, "unknown match"));
        ArenaClient client = ArenaClient.connect(arena.address());
        MatchViewer viewer = client.watch("m1", listener)) {
      assertThat(viewer.awaitClosed(LONG)).isTrue();
      assertThat(next()).isEqualTo("4004 unknown match");
    }
  }

  @Test
  void brokenConnectionIsTold() throws Exception {
    try (StandInSocket arena = new StandInSocket(end -> {});
        ArenaClient client = ArenaClient.connect(arena.address());
        MatchViewer viewer = client.watch("m1", listener)) {
      assertThat(viewer.awaitClosed(LONG)).isTrue();
      assertThat(next()).asString().startsWith("1006");
    }
  }

  @Test
  void listenerThatThrowsEndsTheWatching() throws Exception {
    try (StandInSocket arena =
            new StandInSocket(
                end -> {
                  end.text("not json");
                  end.listen();
                });
        ArenaClient client = ArenaClient.connect(arena.address());
        MatchViewer viewer = client.watch("m1", listener)) {
      assertThat(viewer.awaitClosed(LONG)).isTrue();
      assertThat(next()).asString().startsWith("1006");
    }
  }

  @Test
  void uploaderSendsTheViewersForm() throws Exception {
    try (StandInSocket arena = new StandInSocket(StandInSocket::listen);
        ArenaClient client = ArenaClient.connect(arena.address())) {
      try (LiveStream stream = client.webSocketStream("m1", "q1")) {
        stream.start(31, List.of(new StreamPlayer(1, 2, "A#1", Optional.empty())));
        stream.frames(List.of(new Frame(1, List.of()), new Frame(2, List.of())));
        stream.end(1, List.of(3, 0));
      }
      assertThat(arena.received)
          .containsExactly(
              "GET /ws/stream/m1?queue_id=q1 HTTP/1.1",
              "{\"type\":\"match_start\",\"matchId\":\"m1\",\"stageId\":31,\"players\":"
                  + "[{\"port\":1,\"characterId\":2,\"connectCode\":\"A#1\"}]}",
              "{\"type\":\"frame\",\"frame\":1,\"players\":[]}",
              "{\"type\":\"frame\",\"frame\":2,\"players\":[]}",
              "{\"type\":\"match_end\",\"winnerPort\":1,\"finalScore\":[3,0]}");
    }
  }

  @Test
  void uploaderLearnsWhyItWasClosed() throws Exception {
    try (StandInSocket arena =
            new StandInSocket(
                end -> {
                  end.closeWith(4009, "another uploader");
                  end.listen();
                });
        ArenaClient client = ArenaClient.connect(arena.address());
        LiveStream stream = client.webSocketStream("m1", "q1")) {
      ArenaException refused = null;
      for (int i = 0; refused == null && i < 100_000; i++) {
        refused =
            catchThrowableOfType(
                ArenaException.class, () -> stream.frames(List.of(new Frame(1, List.of()))));
      }
      assertThat(refused).isNotNull();
      assertThat(refused.status()).isEqualTo(4009);
      assertThat(refused).hasMessageContaining("another uploader");
    }
  }

  @Test
  void addressWithoutSocketsIsExplained() throws IOException {
    try (StandInArena arena = new StandInArena();
        ArenaClient client = ArenaClient.connect(arena.address())) {
      ArenaException refused =
          catchThrowableOfType(ArenaException.class, () -> client.watch("m1", listener));
      assertThat(refused.status()).isEqualTo(404);
    }
  }

  private Object next() throws InterruptedException {
    return told.poll(20, TimeUnit.SECONDS);
  }
}
