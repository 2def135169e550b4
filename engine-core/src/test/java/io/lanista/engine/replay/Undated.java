package io.lanista.engine.replay;

import io.lanista.ports.match.Briefing;
import io.lanista.ports.match.CoordinatedGame;
import io.lanista.ports.match.Entrant;
import io.lanista.ports.match.FakeCoordinatedGame;
import io.lanista.ports.match.Reconciliation;
import io.lanista.ports.match.Report;
import io.lanista.ports.replay.Recording;
import io.lanista.ports.replay.Recording.RecordedPlayer;
import io.lanista.ports.replay.Recording.Verdict;
import io.lanista.ports.replay.ReplayReader;
import java.util.List;
import java.util.Optional;

/** The fake game, with recordings that do not say when they were started, or how they ended. */
record Undated(boolean unresolved) implements CoordinatedGame {
  private static final FakeCoordinatedGame GAME = new FakeCoordinatedGame();

  Undated() {
    this(false);
  }

  @Override
  public String game() {
    return GAME.game();
  }

  @Override
  public String agentKey(String connectCode) {
    return GAME.agentKey(connectCode);
  }

  @Override
  public Briefing briefing(Entrant self, Entrant opponent) {
    return GAME.briefing(self, opponent);
  }

  @Override
  public Reconciliation reconcile(Report p1, Report p2) {
    return GAME.reconcile(p1, p2);
  }

  @Override
  public ReplayReader replays() {
    return bytes -> {
      Recording recording = GAME.replays().read(bytes);
      return unresolved
          ? new Recording(
              recording.startedAt(),
              recording.players().stream().map(Undated::nobodyWon).toList(),
              Verdict.UNRESOLVED,
              "It is cut off.",
              recording.frames())
          : new Recording(
              Optional.empty(),
              List.copyOf(recording.players()),
              recording.verdict(),
              recording.reason(),
              recording.frames());
    };
  }

  private static RecordedPlayer nobodyWon(RecordedPlayer player) {
    return new RecordedPlayer(
        player.connectCode(), player.displayName(), player.port(), 0, player.score(), false);
  }
}
