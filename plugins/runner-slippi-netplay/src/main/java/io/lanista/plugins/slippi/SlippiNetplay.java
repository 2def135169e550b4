package io.lanista.plugins.slippi;

import io.lanista.ports.match.Briefing;
import io.lanista.ports.match.CoordinatedGame;
import io.lanista.ports.match.Entrant;
import io.lanista.ports.match.Reconciliation;
import io.lanista.ports.match.Report;
import io.lanista.ports.replay.ReplayReader;

/** Super Smash Bros. Melee, played by two agents over Slippi netplay. Thread-safe, pure. */
public final class SlippiNetplay implements CoordinatedGame {
  private final ReplayReader replays = new SlippiReplayReader();

  @Override
  public String game() {
    return "melee";
  }

  @Override
  public String agentKey(String connectCode) {
    return ConnectCodes.fold(connectCode);
  }

  @Override
  public Briefing briefing(Entrant self, Entrant opponent) {
    return new Briefing(opponent.connectCode(), opponent.wallet(), opponent.agentId());
  }

  @Override
  public Reconciliation reconcile(Report p1, Report p2) {
    return ReportReconciliation.of(p1, p2);
  }

  @Override
  public ReplayReader replays() {
    return replays;
  }
}
