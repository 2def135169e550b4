package io.lanista.http.netplay;

import io.lanista.http.json.About;
import io.lanista.http.json.Items;
import io.lanista.http.json.Range;
import io.lanista.http.json.Text;
import java.util.List;
import java.util.Optional;

/**
 * The messages of a live game (spec 1, Live streaming). Uploaded over HTTP their keys are
 * snake_case; towards viewers, and uploaded over a WebSocket, they are camelCase and carry a {@code
 * type}.
 */
final class LiveForm {
  static final String MATCH_START = "match_start";
  static final String FRAME = "frame";
  static final String GAME_END = "game_end";
  static final String MATCH_END = "match_end";

  private LiveForm() {}

  /** Who plays on which port. */
  public record StartPlayer(
      @Range(min = 1, max = 4) int port,
      @Range(min = 0, max = 255) int characterId,
      @Text(max = 32) String connectCode,
      @Text(max = 64) Optional<String> displayName) {}

  /** One player in one frame. */
  public record FramePlayer(
      @Range(min = 1, max = 4) int port,
      double x,
      double y,
      @Range(min = 0, max = 65_535) int actionStateId,
      Optional<Double> actionFrame,
      @About("1 for right, -1 for left.") @Range(min = -1, max = 1) int facingDirection,
      double percent,
      @Range(min = 0, max = 99) int stocks,
      Optional<Double> shieldHealth,
      Optional<Boolean> isInvincible,
      Optional<Boolean> isInHitstun) {}

  /** The start of a game, uploaded over HTTP. */
  public record StartUpload(
      @Range(min = 0, max = 65_535) int stageId,
      @Items(min = 1, max = 4) List<StartPlayer> players) {}

  /** One frame, uploaded over HTTP. */
  public record FrameUpload(
      @Range(min = -1_000, max = 10_000_000) int frame,
      @Items(min = 1, max = 4) List<FramePlayer> players) {}

  /** Several frames, uploaded over HTTP. */
  public record FramesUpload(@Items(min = 1, max = 60) List<FrameUpload> frames) {}

  /** The end of a game, uploaded over HTTP. */
  public record GameEndUpload(
      @Range(min = 1, max = 99) int gameNumber,
      @About("The winner's port; 0 for none.") @Range(min = 0, max = 4) int winnerPort,
      @About("stocks, timeout or lras") @Text(min = 1, max = 16, pattern = "stocks|timeout|lras")
          String endMethod) {}

  /** The end of the match, uploaded over HTTP. */
  public record MatchEndUpload(
      @About("The winner's port; 0 for none.") @Range(min = 0, max = 4) int winnerPort,
      @About("Games won by each side.") @Items(min = 2, max = 2) List<Integer> finalScore) {}

  /** The start of a match as viewers see it. */
  public record MatchStart(
      String type,
      Optional<String> matchId,
      @Range(min = 0, max = 65_535) int stageId,
      @Items(min = 1, max = 4) List<StartPlayer> players) {}

  /** A frame as viewers see it. */
  public record Frame(
      String type,
      @Range(min = -1_000, max = 10_000_000) int frame,
      @Items(min = 1, max = 4) List<FramePlayer> players) {}

  /** The end of a game as viewers see it. */
  public record GameEnd(
      String type,
      @Range(min = 1, max = 99) int gameNumber,
      @Range(min = 0, max = 4) int winnerPort,
      @Text(min = 1, max = 16, pattern = "stocks|timeout|lras") String endMethod) {}

  /** The end of the match as viewers see it. */
  public record MatchEnd(
      String type,
      @Range(min = 0, max = 4) int winnerPort,
      @Items(min = 2, max = 2) List<Integer> finalScore) {}

  /** The first look at an uploaded message. */
  public record Typed(@Text(min = 1, max = 16) String type) {}

  /** What an upload's start is answered with. */
  public record StartReceipt(boolean success, int viewers) {}

  /** What uploaded frames are answered with. */
  public record FramesReceipt(
      boolean success, @About("How many were new; late and repeated ones are not.") int frames) {}

  /** How many watch. */
  public record ViewerCount(String matchId, int viewers) {}
}
