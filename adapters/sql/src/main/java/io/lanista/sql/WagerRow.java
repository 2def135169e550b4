package io.lanista.sql;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.wager.Wager;
import io.lanista.ports.wager.WagerStatus;
import java.math.BigInteger;
import java.time.Instant;

/** A row of the wagers. */
record WagerRow(
    MatchId matchId,
    WagerStatus status,
    BigInteger amountWei,
    BigInteger wagerId,
    Side proposer,
    Instant proposedAt,
    Instant answerBy) {
  static WagerRow of(Wager wager) {
    return new WagerRow(
        wager.match(),
        wager.status(),
        wager.amountWei(),
        wager.wagerId(),
        wager.proposer(),
        wager.proposedAt(),
        wager.answerBy());
  }

  Wager wager() {
    return new Wager(matchId, status, amountWei, wagerId, proposer, proposedAt, answerBy);
  }
}
