package io.lanista.distribution.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;

/** Watches a match until the server closes or dies: the game starts first, frames come once. */
final class Spectator implements WebSocket.Listener {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Ledger ledger;
  private final String match;
  private final StringBuilder text = new StringBuilder();
  private boolean started;
  private int lastFrame = Integer.MIN_VALUE;

  private Spectator(Ledger ledger, String match) {
    this.ledger = ledger;
    this.match = match;
  }

  /** Begins to watch. */
  static void watch(Link link, Ledger ledger, String match) {
    // Whether it connects is no matter: the server may be dying.
    link.http()
        .newWebSocketBuilder()
        .buildAsync(link.socket("/ws/match/" + match), new Spectator(ledger, match));
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    text.append(part);
    if (last) {
      seen(text.toString());
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  private void seen(String message) {
    try {
      JsonNode item = JSON.readTree(message);
      switch (item.path("type").asText()) {
        case "match_start" -> {
          started = true;
          lastFrame = Integer.MIN_VALUE;
        }
        case "frame" -> {
          int frame = item.path("frame").asInt();
          if (!started || frame <= lastFrame) {
            ledger.contradicted(
                "A viewer of " + match + " saw " + message + " after frame " + lastFrame);
          }
          lastFrame = frame;
        }
        default -> {
          // Ends and pings may come at any time.
        }
      }
    } catch (IOException notJson) {
      ledger.contradicted("A viewer of " + match + " was sent " + message);
    }
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    // The server was killed.
  }
}
