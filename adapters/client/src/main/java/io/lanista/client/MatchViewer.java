package io.lanista.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Watches a match live. Thread-safe. A viewer that is slow loses frames, then its connection. */
public final class MatchViewer implements AutoCloseable {
  /** The close code for a match that does not exist. */
  public static final int UNKNOWN_MATCH = 4004;

  /**
   * Is told what happens, one call at a time, in order. Must not wait for long. What it throws ends
   * the watching.
   */
  public interface Listener {
    default void onMatchStart(String matchId, int stageId, List<StreamPlayer> players) {}

    default void onFrame(Frame frame) {}

    default void onGameEnd(int gameNumber, int winnerPort, String endMethod) {}

    default void onMatchEnd(int winnerPort, List<Integer> finalScore) {}

    /**
     * Comes once, last.
     *
     * @param code 1000 after the match's end, {@link #UNKNOWN_MATCH}, 1006 for a broken connection
     */
    default void onClosed(int code, String reason) {}
  }

  private final LiveSocket socket;

  private MatchViewer(LiveSocket socket) {
    this.socket = socket;
  }

  static MatchViewer open(HttpClient http, URI address, Listener listener, Duration timeout) {
    LiveSocket socket =
        LiveSocket.open(
            http, address, "watch the match", message -> tell(listener, message), timeout);
    socket.closed().thenAccept(how -> listener.onClosed(how.code(), how.reason()));
    return new MatchViewer(socket);
  }

  /** Waits until the connection is closed, or for so long; false if it is still open then. */
  public boolean awaitClosed(Duration most) {
    try {
      socket.closed().get(most.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException open) {
      return false;
    } catch (ExecutionException neverFails) {
      throw new IllegalStateException(neverFails);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw ArenaException.unanswered("watch the match", "interrupted", interrupted);
    }
  }

  @Override
  public void close() {
    socket.close();
  }

  /** Tells a listener of one message. Types that are not known, and pings, are passed over. */
  static void tell(Listener listener, String message) {
    try {
      JsonNode json = Wire.liveTree(message);
      switch (json.path("type").asText()) {
        case "match_start" -> {
          StreamMessages.Start start = Wire.readLive(json, StreamMessages.Start.class);
          listener.onMatchStart(json.path("matchId").asText(), start.stageId(), start.players());
        }
        case "frame" -> listener.onFrame(Wire.readLive(json, Frame.class));
        case "game_end" -> {
          StreamMessages.GameEnd end = Wire.readLive(json, StreamMessages.GameEnd.class);
          listener.onGameEnd(end.gameNumber(), end.winnerPort(), end.endMethod());
        }
        case "match_end" -> {
          StreamMessages.End end = Wire.readLive(json, StreamMessages.End.class);
          listener.onMatchEnd(end.winnerPort(), end.finalScore());
        }
        default -> {}
      }
    } catch (JsonProcessingException wrong) {
      throw ArenaException.unanswered(
          "watch the match", "a message is not of the form it should be", wrong);
    }
  }
}
