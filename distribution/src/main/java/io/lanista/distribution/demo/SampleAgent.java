package io.lanista.distribution.demo;

import io.lanista.client.ArenaException;
import io.lanista.client.Assignment;
import io.lanista.client.Game;
import io.lanista.client.LiveStream;
import io.lanista.client.Report;
import io.lanista.client.StreamPlayer;
import io.lanista.plugins.slippi.format.Frame;
import io.lanista.plugins.slippi.format.PlayerFrame;
import io.lanista.ports.replay.Recording.RecordedPlayer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One side of the demo's match: "plays" the recorded game by going through its frames, and reports
 * what the recording says. The side on the first port also shows the game live and uploads the
 * recording.
 */
final class SampleAgent implements Game {
  private static final int FRAMES_PER_UPLOAD = 6;
  private static final double FRAMES_PER_SECOND = 60.0;

  /** Real time for a short game; a long one is shown faster. */
  private static final Duration LONGEST_SHOW = Duration.ofSeconds(8);

  private static final Duration SHOW_LIMIT = Duration.ofMinutes(2);

  private final DemoGame game;
  private final int index;
  private final CountDownLatch shown;
  private final Story story;

  /**
   * A side.
   *
   * @param index which of the recording's two players it is
   * @param shown opens when the game has been shown; shared by both sides
   */
  SampleAgent(DemoGame game, int index, CountDownLatch shown, Story story) {
    this.game = game;
    this.index = index;
    this.shown = shown;
    this.story = story;
  }

  @Override
  public Report play(Assignment assignment) throws Exception {
    if (index == 0) {
      try (LiveStream stream =
          assignment.arena().stream(assignment.matchId(), assignment.queueId())) {
        show(stream);
      } finally {
        shown.countDown();
      }
      upload(assignment);
    } else if (!shown.await(SHOW_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("The game did not end in time.");
    }
    RecordedPlayer self = game.player(index);
    RecordedPlayer other = game.player(1 - index);
    Report report = report(self, other).lasting(game.recording().frames() / FRAMES_PER_SECOND);
    story.tell(
        "reported",
        self.connectCode()
            + ": "
            + report.outcome()
            + report
                .stocksRemaining()
                .map(
                    s ->
                        ", "
                            + s
                            + (s == 1 ? " stock to " : " stocks to ")
                            + report.opponentStocks().orElse(0))
                .orElse(""));
    return report;
  }

  /** Stocks tell who won, except where one side quit. */
  private static Report report(RecordedPlayer self, RecordedPlayer other) {
    if (self.winner() ? self.score() > other.score() : other.score() > self.score()) {
      return Report.completed(self.score(), other.score());
    }
    return self.winner() ? Report.completed(self.score(), other.score()) : Report.disconnect();
  }

  private void show(LiveStream stream) {
    stream.start(
        game.frames().start().stage(),
        game.recording().players().stream().map(SampleAgent::shown).toList());
    Duration realTime =
        Duration.ofMillis((long) (game.recording().frames() / FRAMES_PER_SECOND * 1000));
    Duration pace =
        (realTime.compareTo(LONGEST_SHOW) < 0 ? realTime : LONGEST_SHOW)
            .dividedBy(Math.max(1, game.recording().frames() / FRAMES_PER_UPLOAD));
    List<io.lanista.client.Frame> upload = new ArrayList<>(FRAMES_PER_UPLOAD);
    long next = System.nanoTime();
    for (Frame frame : game.frames().frames()) {
      upload.add(shown(frame));
      if (upload.size() == FRAMES_PER_UPLOAD) {
        stream.frames(upload);
        upload.clear();
        next += pace.toNanos();
        LockSupport.parkNanos(next - System.nanoTime());
      }
    }
    if (!upload.isEmpty()) {
      stream.frames(upload);
    }
    int port = game.winner().port();
    boolean first = game.player(0).winner();
    stream.gameEnd(1, port, game.winner().score() > game.loser().score() ? "stocks" : "lras");
    stream.end(port, first ? List.of(1, 0) : List.of(0, 1));
  }

  private void upload(Assignment assignment) {
    try {
      assignment.arena().uploadReplay(assignment.matchId(), assignment.queueId(), game.file());
    } catch (ArenaException refused) {
      // A recording counts once: a second demo of the same file on the same data goes without.
      story.tell("replay", "not taken: " + refused.getMessage());
    }
  }

  private static StreamPlayer shown(RecordedPlayer player) {
    return new StreamPlayer(
        player.port(),
        player.character(),
        player.connectCode(),
        Optional.of(player.displayName()).filter(name -> !name.isEmpty()));
  }

  private static io.lanista.client.Frame shown(Frame frame) {
    return new io.lanista.client.Frame(
        frame.number(), frame.players().stream().map(SampleAgent::shown).toList());
  }

  private static io.lanista.client.Frame.PlayerState shown(PlayerFrame player) {
    return new io.lanista.client.Frame.PlayerState(
        player.port(),
        player.x(),
        player.y(),
        player.actionState(),
        (int) player.actionFrame(),
        player.facing(),
        player.percent(),
        player.stocks(),
        player.shield(),
        player.invincible(),
        player.inHitstun());
  }
}
