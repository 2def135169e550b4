package io.lanista.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Uploads over one WebSocket, in the form the viewers get. */
final class FrameStream implements LiveStream {
  private final LiveSocket socket;
  private final String matchId;

  private FrameStream(LiveSocket socket, String matchId) {
    this.socket = socket;
    this.matchId = matchId;
  }

  static FrameStream open(HttpClient http, URI address, String matchId, Duration timeout) {
    LiveSocket socket = LiveSocket.open(http, address, "stream the match", ignored -> {}, timeout);
    return new FrameStream(socket, matchId);
  }

  @Override
  public void start(int stageId, List<StreamPlayer> players) {
    StreamMessages.Start start = new StreamMessages.Start(stageId, players);
    socket.send(Wire.liveMessage("match_start", Optional.of(matchId), start));
  }

  @Override
  public void frames(List<Frame> frames) {
    frames.forEach(frame -> send("frame", frame));
  }

  @Override
  public void gameEnd(int gameNumber, int winnerPort, String endMethod) {
    send("game_end", new StreamMessages.GameEnd(gameNumber, winnerPort, endMethod));
  }

  @Override
  public void end(int winnerPort, List<Integer> finalScore) {
    send("match_end", new StreamMessages.End(winnerPort, finalScore));
  }

  @Override
  public void close() {
    socket.close();
  }

  private void send(String type, Object body) {
    socket.send(Wire.liveMessage(type, Optional.empty(), body));
  }
}
