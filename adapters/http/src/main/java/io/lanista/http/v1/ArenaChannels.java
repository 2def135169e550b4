package io.lanista.http.v1;

import io.lanista.engine.hosting.LiveGames;
import io.lanista.engine.notice.NoticeFeed;
import io.lanista.engine.player.Players;
import io.lanista.engine.queue.Queue;
import io.lanista.engine.queue.Queues;
import io.lanista.engine.series.HostedSeries;
import io.lanista.http.json.Naming;
import io.lanista.http.route.Access;
import io.lanista.http.route.Call;
import io.lanista.http.route.QueryParam;
import io.lanista.http.ws.Channel;
import io.lanista.http.ws.ChannelHandler;
import io.lanista.http.ws.ChannelLimits;
import io.lanista.http.ws.CloseCode;
import io.lanista.http.ws.Socket;
import io.lanista.ports.player.Player;
import io.lanista.ports.player.PlayerId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The WebSockets of the hosted arena: what a player is told, and the live state of a match (spec 3,
 * Events to agents). Thread-safe; to be closed after the server.
 */
public final class ArenaChannels implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ArenaChannels.class);
  private static final String TAG = "arena";
  private static final long STEP_MILLIS = 200;

  /** After so many steps, an open connection counts as a sign of life of who waits. */
  private static final int STEPS_ALIVE = 50;

  /** After so many steps an open connection's key is looked up again: 30 s. */
  private static final int STEPS_TO_KEY = 150;

  /** Agents have next to nothing to say here. */
  private static final int INCOMING = 4096;

  private static final int MOST_HZ = 60;
  private static final int AGENTS_HZ = 4;
  private static final int SPECTATORS_HZ = 30;
  private static final int LONGEST_TOKEN = 128;

  /** What connections are served by. */
  record Parts(
      NoticeFeed feed,
      HostedSeries series,
      LiveGames live,
      Executor blocking,
      LiveFrames states,
      LiveFrames all) {}

  private final Parts parts;
  private final Queues queues;
  private final Players players;
  private final ChannelLimits limits;
  private final Set<Steady> open = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "arena-sockets");
            thread.setDaemon(true);
            return thread;
          });
  private int steps;

  /** A connection that tries again what did not work yet. */
  interface Steady extends ChannelHandler {
    /** Called every so often, by one thread; must not wait. */
    void step();
  }

  /**
   * Channels of the arena.
   *
   * @param blocking looks up what is stored
   * @param pingAfter so much silence makes a ping
   * @param buffer messages kept for a client that is slow to read
   */
  public ArenaChannels(
      NoticeFeed feed,
      HostedSeries series,
      LiveGames live,
      Queues queues,
      Players players,
      Executor blocking,
      Duration pingAfter,
      int buffer) {
    this.parts = new Parts(feed, series, live, blocking, LiveFrames.states(), LiveFrames.all());
    this.queues = queues;
    this.players = players;
    this.limits =
        ChannelLimits.usual()
            .buffer(buffer)
            .incoming(INCOMING)
            .keepAlive(pingAfter, AgentForm.PING);
    players.onRevoke(this::keyRevoked);
    timer.scheduleWithFixedDelay(this::step, STEP_MILLIS, STEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  public List<Channel> channels() {
    return List.of(
        Channel.at(
                "agentEvents",
                "/api/v1/ws",
                TAG,
                "What you are told, each with its sequence number, and the states of the game you"
                    + " play. Wait for connected before you join a queue. A client that reads too"
                    + " slowly is closed; come back with since. Closes with 4003 when its key is"
                    + " revoked.",
                this::agent)
            .access(Access.KEY)
            .query(
                QueryParam.integer(
                    "since",
                    0,
                    Long.MAX_VALUE,
                    "The last sequence you have; what came after it is sent first. Without it, only"
                        + " what is new."),
                QueryParam.integer(
                    "state_hz",
                    0,
                    MOST_HZ,
                    "States a second of the game you play; 4 unless given, 0 for none."))
            .limits(limits)
            .sends(Naming.SNAKE_CASE, AgentForm.TO_AGENTS),
        Channel.at(
                "matchState",
                "/api/v1/matches/{id}/state",
                TAG,
                "The live state of a hosted match, for anyone. Closes with 1000 at its end, with"
                    + " 4004 if there is no such match, with 4003 if the token is not valid.",
                this::spectator)
            .query(
                QueryParam.integer(
                    "state_hz", 1, MOST_HZ, "States a second, at most; 30 unless given."),
                QueryParam.text(
                    "connect_token",
                    LONGEST_TOKEN,
                    "From match_starting: opens this once, with every frame."))
            .limits(limits)
            .sends(Naming.SNAKE_CASE, AgentForm.TO_SPECTATORS));
  }

  private ChannelHandler agent(Call call, Socket socket) {
    String secret = call.bearer().orElseThrow();
    return kept(
        new AgentConnection(
            call.caller(Player.class),
            new HeldKey(
                () -> players.isValid(secret),
                () -> socket.close(CloseCode.REFUSED, "The key of this connection was revoked."),
                parts.blocking(),
                STEPS_TO_KEY),
            call.integer("since"),
            (int) call.integer("state_hz").orElse(AGENTS_HZ),
            socket,
            parts));
  }

  private ChannelHandler spectator(Call call, Socket socket) {
    return kept(
        new StateConnection(
            call.path("id"),
            call.text("connect_token"),
            (int) call.integer("state_hz").orElse(SPECTATORS_HZ),
            socket,
            parts));
  }

  /** Steps as long as it is open. */
  private ChannelHandler kept(Steady connection) {
    return new ChannelHandler() {
      @Override
      public void opened() {
        open.add(connection);
        connection.opened();
      }

      @Override
      public void closed(int code) {
        open.remove(connection);
        connection.closed(code);
      }
    };
  }

  private void step() {
    steps++;
    open.forEach(connection -> guarded(connection::step));
    if (steps % STEPS_ALIVE == 0) {
      keepPlaces();
    }
  }

  /** An agent that is connected is there, and keeps its place in the queue. */
  void keepPlaces() {
    for (Steady connection : open) {
      if (connection instanceof AgentConnection agent) {
        guarded(() -> agent.isAlive(this::seen));
      }
    }
  }

  private void keyRevoked(PlayerId player) {
    for (Steady connection : open) {
      if (connection instanceof AgentConnection agent) {
        agent.keyRevoked(player);
      }
    }
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException defect) {
      // Thrown on, it would end the steps of all.
      LOG.error("a connection of the arena could not be served", defect);
    }
  }

  private void seen(PlayerId player, String address) {
    for (Queue queue : queues.all()) {
      queue.ofPlayer(player).ifPresent(view -> queue.poll(view.ticket().id(), address));
    }
  }

  /** Stops the timer; the connections are the server's to close. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
