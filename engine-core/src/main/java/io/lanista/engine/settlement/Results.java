package io.lanista.engine.settlement;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.MatchResult;
import io.lanista.ports.settlement.WalletAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The results of matches in the form in which they are signed and recorded (spec 1). Pure. */
public final class Results {
  private Results() {}

  /**
   * A completed match's result as both sides sign it.
   *
   * @throws EngineException MATCH_NOT_COMPLETED if there is nothing to sign
   */
  public static MatchResult of(Match match) {
    Match.Result result =
        match
            .result()
            .orElseThrow(
                () ->
                    new EngineException(
                        ErrorCode.MATCH_NOT_COMPLETED,
                        "Only a completed match has a result to sign; this one is "
                            + match.status().word()
                            + "."));
    Side winner = result.decision().winner();
    return new MatchResult(
        onChainId(match.id()),
        wallet(match, winner),
        wallet(match, winner.other()),
        match.game(),
        result.decision().winnerScore(),
        result.decision().loserScore(),
        result.replay().map(ReplayHash::value).orElse(Bytes32.ZERO),
        result.timestampSeconds());
  }

  private static WalletAddress wallet(Match match, Side side) {
    return match
        .entrant(side)
        .wallet()
        .orElseThrow(
            () ->
                new EngineException(
                    ErrorCode.MATCH_NOT_COMPLETED,
                    "This result cannot be signed: side "
                        + side
                        + " joined without a wallet_address."));
  }

  /** The match's id on chain: SHA-256 of the text of its UUID. */
  public static Bytes32 onChainId(MatchId id) {
    try {
      return Bytes32.of(
          MessageDigest.getInstance("SHA-256")
              .digest(id.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
