package io.lanista.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.http.ws.Socket;
import io.lanista.ports.player.Player;
import io.lanista.ports.player.Username;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class AgentConnectionTest {
  private static final String JOIN = "{\"format\":[\"bo3\"],\"fighter\":\"fox\"}";

  /** A socket that does something the moment the start of a game is sent. */
  private static final class Watched implements Socket {
    private final CountDownLatch states = new CountDownLatch(1);
    private Runnable atTheStart = () -> {};

    @Override
    public boolean send(ByteBuffer frames, int count) {
      String text = StandardCharsets.UTF_8.decode(frames.duplicate()).toString();
      if (text.contains("game_start")) {
        Runnable once = atTheStart;
        atTheStart = () -> {};
        once.run();
      }
      if (text.contains("game_state")) {
        states.countDown();
      }
      return true;
    }

    @Override
    public void close(int code, String reason) {}

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public InetAddress client() {
      return InetAddress.getLoopbackAddress();
    }
  }

  @Test
  void agentThatLooksForItsGameTwiceAtOnceIsShownIt(@TempDir Path folder) throws Exception {
    try (ArenaServer server = new ArenaServer(folder, 4000, 200, 64)) {
      String ann = server.register("ann");
      String bob = server.register("bob");
      server.post("/api/v1/queue/join", JOIN, ann);
      String match =
          ArenaServer.json(server.post("/api/v1/queue/join", JOIN, bob)).at("/match/id").asText();
      server.game.release(1);
      server.post("/api/v1/matches/" + match + "/accept", "", ann);
      server.post("/api/v1/matches/" + match + "/accept", "", bob);
      try (var viewer = Agent.open(server, "/api/v1/matches/" + match + "/state")) {
        assertThat(viewer.next().get("type").asText()).isEqualTo("game_start");
      }
      Player player =
          server.storage.read(tx -> tx.players().find(new Username("ann"))).orElseThrow();
      Watched socket = new Watched();
      AgentConnection agent =
          new AgentConnection(
              player,
              new HeldKey(() -> true, () -> {}, Runnable::run, 150),
              OptionalLong.empty(),
              60,
              socket,
              new ArenaChannels.Parts(
                  server.feed,
                  server.series,
                  server.live,
                  Runnable::run,
                  LiveFrames.states(),
                  LiveFrames.all()));
      // As the timer and a notice do, when they come together.
      socket.atTheStart = agent::step;

      agent.opened();

      assertThat(socket.states.await(10, TimeUnit.SECONDS)).isTrue();
      agent.closed(1000);
    }
  }
}
