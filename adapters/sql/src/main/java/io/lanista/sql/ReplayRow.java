package io.lanista.sql;

import io.lanista.ports.match.Decision;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.replay.StoredReplay;
import java.time.Instant;
import java.util.Optional;

/** A row of the replays; null where a column is. */
record ReplayRow(
    ReplayHash hash,
    MatchId matchId,
    int game,
    long bytes,
    Side uploader,
    Side winner,
    Integer winnerScore,
    Integer loserScore,
    Boolean forfeit,
    Instant uploadedAt) {
  static ReplayRow of(StoredReplay replay) {
    Optional<Decision> decision = replay.decision();
    return new ReplayRow(
        replay.hash(),
        replay.match(),
        replay.game(),
        replay.bytes(),
        replay.uploader(),
        decision.map(Decision::winner).orElse(null),
        decision.map(Decision::winnerScore).orElse(null),
        decision.map(Decision::loserScore).orElse(null),
        decision.map(Decision::forfeit).orElse(null),
        replay.uploadedAt());
  }

  StoredReplay replay() {
    return new StoredReplay(
        matchId,
        game,
        hash,
        bytes,
        uploader,
        Optional.ofNullable(winner)
            .map(side -> new Decision(side, winnerScore, loserScore, forfeit)),
        uploadedAt);
  }
}
