package io.lanista.distribution.demo;

import io.lanista.client.Frame;
import io.lanista.client.MatchViewer;
import io.lanista.client.StreamPlayer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Watches the demo's match as anyone could, and tells of it twice a second and at every stock. */
final class Spectator implements MatchViewer.Listener {
  private static final long TELL_EVERY_NANOS = 1_500_000_000L;

  private final Story story;
  private final int frames;
  private final Map<Integer, String> names = new HashMap<>();
  private Map<Integer, Integer> stocks = Map.of();
  private int seen;
  private long toldAt;

  /**
   * A spectator.
   *
   * @param frames how many the game has
   */
  Spectator(Story story, int frames) {
    this.story = story;
    this.frames = frames;
  }

  @Override
  public void onMatchStart(String matchId, int stageId, List<StreamPlayer> players) {
    players.forEach(p -> names.put(p.port(), p.connectCode()));
    story.tell(
        "live",
        "stage "
            + stageId
            + ", "
            + players.stream()
                .map(p -> p.connectCode() + " as character " + p.characterId())
                .collect(Collectors.joining(" against ")));
  }

  @Override
  public void onFrame(Frame frame) {
    seen++;
    Map<Integer, Integer> now =
        frame.players().stream()
            .collect(
                Collectors.toMap(
                    Frame.PlayerState::port, Frame.PlayerState::stocks, (one, other) -> one));
    long time = System.nanoTime();
    if (!now.equals(stocks) || time - toldAt > TELL_EVERY_NANOS) {
      stocks = now;
      toldAt = time;
      story.tell(
          "live",
          "frame "
              + frame.frame()
              + " ("
              + seen
              + " of "
              + frames
              + " seen): "
              + frame.players().stream().map(this::standing).collect(Collectors.joining(", ")));
    }
  }

  private String standing(Frame.PlayerState player) {
    return names.getOrDefault(player.port(), "port " + player.port())
        + " "
        + player.stocks()
        + (player.stocks() == 1 ? " stock " : " stocks ")
        + Math.round(player.percent())
        + "%";
  }

  @Override
  public void onGameEnd(int gameNumber, int winnerPort, String endMethod) {
    story.tell(
        "live", "game " + gameNumber + " to " + names.get(winnerPort) + " (" + endMethod + ")");
  }

  @Override
  public void onClosed(int code, String reason) {
    story.tell("live", "the stream is over; " + seen + " of " + frames + " frames seen");
  }
}
