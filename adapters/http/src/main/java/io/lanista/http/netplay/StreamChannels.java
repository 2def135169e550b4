package io.lanista.http.netplay;

import io.lanista.engine.stream.LiveBatch;
import io.lanista.engine.stream.LiveItem;
import io.lanista.engine.stream.Streams;
import io.lanista.engine.stream.Uploader;
import io.lanista.engine.stream.Viewer;
import io.lanista.http.json.Naming;
import io.lanista.http.route.Call;
import io.lanista.http.route.QueryParam;
import io.lanista.http.ws.Channel;
import io.lanista.http.ws.ChannelHandler;
import io.lanista.http.ws.ChannelLimits;
import io.lanista.http.ws.CloseCode;
import io.lanista.http.ws.Socket;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.queue.TicketId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Watching and uploading live games over WebSockets (spec 1, Live streaming). */
public final class StreamChannels {
  private static final String TAG = "streaming";

  /** Viewers have nothing to say that would be longer. */
  private static final int VIEWER_MESSAGE = 4096;

  private static final List<Class<? extends Record>> MESSAGES =
      List.of(
          LiveForm.MatchStart.class,
          LiveForm.Frame.class,
          LiveForm.GameEnd.class,
          LiveForm.MatchEnd.class);

  private final Streams streams;
  private final Executor blocking;
  private final Duration pingAfter;
  private final int viewerBuffer;

  /**
   * Channels of all streams.
   *
   * @param blocking looks matches up
   * @param pingAfter so much silence makes viewers a ping
   * @param viewerBuffer messages kept for a slow viewer; when they are full, it loses frames
   */
  public StreamChannels(Streams streams, Executor blocking, Duration pingAfter, int viewerBuffer) {
    this.streams = streams;
    this.blocking = blocking;
    this.pingAfter = pingAfter;
    this.viewerBuffer = viewerBuffer;
  }

  public List<Channel> channels() {
    return List.of(
        Channel.at(
                "watchMatch",
                "/ws/match/{id}",
                TAG,
                "A live match: match_start, frame, game_end and match_end, one JSON message each."
                    + " Closes with 1000 at the end, with 4004 if there is no such match.",
                (call, socket) -> new Watching(call.path("id"), socket))
            .limits(
                ChannelLimits.usual()
                    .buffer(viewerBuffer)
                    .incoming(VIEWER_MESSAGE)
                    .keepAlive(pingAfter, "{\"type\":\"ping\"}"))
            .sends(Naming.CAMEL_CASE, MESSAGES),
        Channel.at(
                "uploadMatch",
                "/ws/stream/{id}",
                TAG,
                "Uploads a live match in the form viewers get it; ?queue_id= proves who you are.",
                Uploading::new)
            .query(QueryParam.text("queue_id", 64, "Your queue_id; it proves who you are."))
            .receives(Naming.CAMEL_CASE, MESSAGES));
  }

  /** One viewer. */
  private final class Watching implements ChannelHandler, Viewer {
    private final String match;
    private final Socket socket;
    private Optional<Runnable> leave = Optional.empty();
    private boolean gone;

    Watching(String match, Socket socket) {
      this.match = match;
      this.socket = socket;
    }

    @Override
    public void opened() {
      if (isShown()) {
        // Thousands may come at once, and only the first of a match needs a look at the database.
        watch();
        return;
      }
      try {
        blocking.execute(this::watch);
      } catch (EngineException busy) {
        socket.close(CloseCode.of(busy.code()), busy.getMessage());
      }
    }

    private boolean isShown() {
      try {
        return streams.isShown(Ids.match(match));
      } catch (EngineException noId) {
        return false;
      }
    }

    private void watch() {
      try {
        Runnable stop = streams.watch(Ids.match(match), this);
        boolean late;
        synchronized (this) {
          leave = Optional.of(stop);
          late = gone;
        }
        if (late) {
          stop.run();
        }
      } catch (EngineException refused) {
        socket.close(CloseCode.of(refused.code()), refused.getMessage());
      } catch (RuntimeException defect) {
        // The executor would keep it to itself, and the viewer would wait for nothing.
        socket.close(CloseCode.TRY_LATER, "An internal error occurred; try again later.");
        throw defect;
      }
    }

    @Override
    public void closed(int code) {
      Optional<Runnable> stop;
      synchronized (this) {
        gone = true;
        stop = leave;
      }
      stop.ifPresent(Runnable::run);
    }

    @Override
    public boolean offer(LiveBatch batch) {
      return socket.send(batch.joined(), batch.count());
    }

    @Override
    public void close(int code, String reason) {
      socket.close(code, reason);
    }
  }

  /** One uploader. Its messages are handled one after the other, so that frames stay in order. */
  private final class Uploading implements ChannelHandler {
    private final Call call;
    private final Socket socket;

    Uploading(Call call, Socket socket) {
      this.call = call;
      this.socket = socket;
    }

    @Override
    public CompletionStage<Void> received(String message) {
      try {
        MatchId match = Ids.match(call.path("id"));
        Uploader who = new Uploader(ticket(), call.client().getHostAddress());
        LiveItem item = LiveCodec.read(match, message);
        if (streams.isReady(match, who)) {
          publish(match, who, item);
          return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.runAsync(() -> publish(match, who, item), blocking);
      } catch (EngineException refused) {
        close(refused);
        return CompletableFuture.completedFuture(null);
      }
    }

    private void publish(MatchId match, Uploader who, LiveItem item) {
      try {
        streams.publish(match, who, List.of(item));
        if (item.kind() == LiveItem.Kind.MATCH_END) {
          socket.close(CloseCode.NORMAL, "The match is over.");
        }
      } catch (EngineException refused) {
        close(refused);
      }
    }

    private void close(EngineException refused) {
      socket.close(CloseCode.of(refused.code()), refused.getMessage());
    }

    private Optional<TicketId> ticket() {
      return call.text("queue_id").map(Ids::ticket);
    }
  }
}
