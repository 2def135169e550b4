package io.lanista.client;

import io.lanista.client.Call.Retry;
import java.util.List;

/** Uploads by ordinary requests, which go through every proxy. Lost frames are not sent again. */
final class PostStream implements LiveStream {
  /** The arena takes so many at once. */
  private static final int MOST_FRAMES = 60;

  private final Transport transport;
  private final String path;
  private final String secret;

  PostStream(Transport transport, String matchId, String queueId) {
    this.transport = transport;
    this.path = "/matches/" + Call.escape(matchId) + "/stream/";
    this.secret = "?queue_id=" + Call.escape(queueId);
  }

  @Override
  public void start(int stageId, List<StreamPlayer> players) {
    post("start the stream", "start", new StreamMessages.Start(stageId, players), Retry.ALWAYS);
  }

  @Override
  public void frames(List<Frame> frames) {
    for (int from = 0; from < frames.size(); from += MOST_FRAMES) {
      List<Frame> part = frames.subList(from, Math.min(from + MOST_FRAMES, frames.size()));
      post("stream frames", "frames", new StreamMessages.Frames(part), Retry.NEVER);
    }
  }

  @Override
  public void gameEnd(int gameNumber, int winnerPort, String endMethod) {
    post(
        "stream the end of a game",
        "game_end",
        new StreamMessages.GameEnd(gameNumber, winnerPort, endMethod),
        Retry.IF_UNTOUCHED);
  }

  @Override
  public void end(int winnerPort, List<Integer> finalScore) {
    post(
        "end the stream",
        "end",
        new StreamMessages.End(winnerPort, finalScore),
        Retry.IF_UNTOUCHED);
  }

  @Override
  public void close() {}

  private void post(String purpose, String action, Object body, Retry retry) {
    transport.call(Call.post(purpose, path + action + secret, body).retry(retry));
  }
}
